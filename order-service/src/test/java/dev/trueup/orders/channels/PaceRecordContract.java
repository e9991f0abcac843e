package dev.trueup.orders.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every record of paces does. */
public abstract class PaceRecordContract {
    /** Without any channel. */
    protected abstract PaceRecord record();

    @Test
    void aChannelBeginsFreeAndTimeNeverGoesBack() {
        PaceRecord.Reading first = record().read("one");
        PaceRecord.Reading second = record().read("one");

        assertThat(first.nextFree()).isZero();
        assertThat(second.now()).isGreaterThanOrEqualTo(first.now());
    }

    @Test
    void itMovesOnlyFromWhereItIsExpected() {
        record().read("two");

        assertThat(record().move("two", 0, 17))
                .map(PaceRecord.Reading::nextFree)
                .contains(17L);
        assertThat(record().move("two", 0, 99)).isEmpty();
        assertThat(record().read("two").nextFree()).isEqualTo(17);
        assertThat(record().read("other").nextFree()).isZero();
        assertThat(record().move("never read", 5, 6)).isEmpty();
    }

    @Test
    void ofThoseWhoMoveAtOnceOneDoes() throws Exception {
        AtomicInteger moves = new AtomicInteger();
        Callable<Void> mover = () -> {
            while (true) {
                PaceRecord.Reading at = record().read("three");
                if (at.nextFree() == 100) {
                    return null;
                }
                Optional<PaceRecord.Reading> moved = record().move("three", at.nextFree(), at.nextFree() + 1);
                moves.addAndGet(moved.isPresent() ? 1 : 0);
            }
        };
        List<Callable<Void>> movers = Stream.generate(() -> mover).limit(4).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> done : threads.invokeAll(movers)) {
                done.get();
            }
        }

        assertThat(moves).hasValue(100);
    }
}
