package dev.trueup.simulation.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the services rely on a broker for, and what they must put up with. */
abstract class BrokerContract {
    private static final int FEW = 2;

    /** A topic of two partitions that nobody else uses. */
    abstract Log log();

    /** A topic. */
    interface Log {
        /** Returns once the record is durable. */
        void send(String key, String value);

        /** Becomes one of those who share the topic; returns once each of them has its partitions. */
        default Reader join() {
            return join(true);
        }

        /**
         * As {@link #join()}.
         *
         * @param quick false for one who is soon thought dead when it does not poll
         */
        Reader join(boolean quick);
    }

    /** A consumer of the topic's one group, which never commits by itself. */
    interface Reader {
        /** Some records after those polled before, of one partition or several; none if there are none (in a while). */
        List<Read> poll(int most);

        /** Goes back to before these. */
        void seekBack(List<Read> records);

        /** Whether what is committed, up to these, is so for the whole group. */
        boolean commit(List<Read> records);

        /** Leaves the group. */
        void leave();
    }

    /** A record as it was read. */
    record Read(int partition, long offset, String key, String value) {}

    private static List<Read> pollAll(Reader reader, int expected) {
        List<Read> all = new ArrayList<>();
        while (all.size() < expected) {
            List<Read> some = reader.poll(FEW);
            if (some.isEmpty()) {
                break;
            }
            all.addAll(some);
        }
        return all;
    }

    private static List<String> values(List<Read> records, String key) {
        return records.stream()
                .filter(record -> record.key().equals(key))
                .map(Read::value)
                .toList();
    }

    private Log logWith(int records) {
        Log log = log();
        for (int i = 0; i < records; i++) {
            log.send("key-" + i % 4, "value-" + i);
        }
        return log;
    }

    @Test
    void recordsOfOneKeyAreInOnePartitionInTheOrderSent() {
        Reader reader = logWith(12).join();

        List<Read> all = pollAll(reader, 12);

        assertThat(all).hasSize(12);
        for (int key = 0; key < 4; key++) {
            int of = key;
            assertThat(values(all, "key-" + key))
                    .containsExactlyElementsOf(IntStream.range(0, 3)
                            .mapToObj(i -> "value-" + (of + 4 * i))
                            .toList());
            assertThat(all.stream().filter(record -> record.key().equals("key-" + of)))
                    .extracting(Read::partition)
                    .containsOnly(all.stream()
                            .filter(record -> record.key().equals("key-" + of))
                            .findFirst()
                            .orElseThrow()
                            .partition());
        }
        assertThat(all.stream().filter(record -> record.partition() == 0))
                .extracting(Read::offset)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotCommittedComesAgainToWhoeverReadsNext() {
        Log log = logWith(6);
        Reader first = log.join();
        List<Read> once = pollAll(first, 6);
        first.leave();

        Reader second = log.join();

        assertThat(pollAll(second, 6)).containsExactlyInAnyOrderElementsOf(once);
    }

    @Test
    void whatIsCommittedDoesNotComeAgain() {
        Log log = logWith(6);
        Reader first = log.join();
        assertThat(first.commit(pollAll(first, 6))).isTrue();
        first.leave();
        log.send("key-0", "later");

        Reader second = log.join();

        assertThat(pollAll(second, 1)).extracting(Read::value).containsExactly("later");
    }

    @Test
    void whoGoesBackReadsTheSameAgain() {
        Reader reader = logWith(6).join();
        List<Read> batch = reader.poll(FEW);

        reader.seekBack(batch);

        assertThat(pollAll(reader, 6)).containsAll(batch).hasSize(6);
    }

    @Test
    void twoShareTheTopicAndEachRecordGoesToOneOfThem() {
        Log log = logWith(0);
        Reader one = log.join();
        Reader other = log.join();
        for (int i = 0; i < 8; i++) {
            log.send("key-" + i, "value-" + i);
        }

        List<Read> all = new ArrayList<>();
        for (int i = 0; i < 20 && all.size() < 8; i++) {
            all.addAll(one.poll(FEW));
            all.addAll(other.poll(FEW));
        }

        assertThat(all).hasSize(8).doesNotHaveDuplicates();
        assertThat(all).extracting(Read::partition).contains(0, 1);
    }

    @Test
    void whoLostHisPartitionsToAnotherCannotCommitWhatHeRead() {
        Log log = logWith(6);
        Reader slow = log.join(false);
        List<Read> batch = pollAll(slow, 6);

        Reader other = log.join();
        boolean committed = slow.commit(batch);

        assertThat(committed).isFalse();
        other.leave();
    }
}
