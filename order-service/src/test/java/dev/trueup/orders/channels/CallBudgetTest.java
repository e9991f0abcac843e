package dev.trueup.orders.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.orders.channels.CallBudget.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Replicas of a budget on time that passes only where they wait. */
class CallBudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int BUDGET = 20;

    private long time = 1_800_000_000L * SECOND;
    private boolean away;
    private long storeTakes = SECOND / 1000;
    private final RecordInMemory record = new RecordInMemory();

    /** Each replica counts from another start, as every JVM does. */
    private final class ReplicasTicker implements Ticker {
        private final long offset;

        ReplicasTicker(long offset) {
            this.offset = offset;
        }

        @Override
        public long nanos() {
            return time + offset;
        }

        @Override
        public void pause(long nanos) {
            time += nanos;
        }
    }

    private final class RecordInMemory implements PaceRecord {
        private long nextFree;

        @Override
        public Reading read(String channel) {
            if (away) {
                throw new IllegalStateException("the store is away");
            }
            time += storeTakes / 2;
            Reading reading = new Reading(nextFree, time);
            time += storeTakes / 2;
            return reading;
        }

        @Override
        public Optional<Reading> move(String channel, long expected, long next) {
            if (expected != nextFree) {
                return Optional.empty();
            }
            nextFree = next;
            return Optional.of(read(channel));
        }
    }

    private CallBudget replica(long offset) {
        return new CallBudget(
                "sandbox",
                new Pace(BUDGET, Duration.ofMillis(100)),
                Duration.ofSeconds(2),
                record,
                new ReplicasTicker(offset));
    }

    @Test
    void threeReplicasTogetherKeepTheBudgetWhateverTheirClocksSay() {
        List<CallBudget> replicas = List.of(replica(0), replica(30 * SECOND), replica(-9 * SECOND));
        Random random = new Random(5);
        List<Long> calls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Urgency urgency = random.nextBoolean() ? Urgency.PROMPT : Urgency.YIELDING;
            if (replicas.get(random.nextInt(3)).acquire(urgency)) {
                calls.add(time);
            }
            time += random.nextInt(40) == 0 ? 5 * SECOND : random.nextLong(SECOND / 100);
        }

        Collections.sort(calls);

        assertThat(calls).hasSizeGreaterThan(450);
        for (int i = BUDGET; i < calls.size(); i++) {
            assertThat(calls.get(i) - calls.get(i - BUDGET)).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void aQueryWaitsUntilNoOtherCallIsInLineAndGivesUpAfterItsPatience() {
        CallBudget budget = replica(0);
        record.nextFree = time + SECOND;
        long start = time;
        assertThat(budget.acquire(Urgency.YIELDING)).isTrue();
        assertThat(time - start).isBetween(SECOND * 9 / 10, SECOND * 11 / 10);

        record.nextFree = time + 3 * SECOND;
        assertThat(budget.acquire(Urgency.YIELDING)).isFalse();
    }

    @Test
    void othersTakeTheirPlaceInLineAtOnceSoThatQueriesComeAfterThem() {
        record.nextFree = time + SECOND;
        CallBudget budget = replica(0);

        assertThat(budget.acquire(Urgency.PROMPT)).isTrue();

        assertThat(record.nextFree).isGreaterThan(time);
    }

    @Test
    void withoutASlotWithinThePatienceACallIsPutOffAtOnce() {
        record.nextFree = time + 3 * SECOND;
        long start = time;

        assertThat(replica(0).acquire(Urgency.PROMPT)).isFalse();

        assertThat(time - start).isLessThan(SECOND / 10);
    }

    @Test
    void whenTheStoreIsAwayNobodyCalls() {
        CallBudget budget = replica(0);
        away = true;

        assertThat(budget.acquire(Urgency.PROMPT)).isFalse();
        assertThat(budget.acquire(Urgency.YIELDING)).isFalse();

        away = false;
        assertThat(budget.acquire(Urgency.PROMPT)).isTrue();
    }

    @Test
    void aStoreSlowerThanTheSlackGrantsNothingSinceItsSlotsCannotBeTrusted() {
        storeTakes = SECOND / 5;

        assertThat(replica(0).acquire(Urgency.PROMPT)).isFalse();
    }

    @Test
    void aChannelThatGetsTooMuchIsLeftAloneByAllReplicas() {
        replica(0).backOff(Duration.ofSeconds(1));
        long start = time;

        assertThat(replica(7).acquire(Urgency.PROMPT)).isTrue();

        assertThat(time - start).isGreaterThan(SECOND * 9 / 10);
    }

    @Test
    void slotsThatAPausedReplicaMissedAreNotUsed() {
        List<Long> calls = new ArrayList<>();
        Ticker stopping = new Ticker() {
            private boolean stopped;

            @Override
            public long nanos() {
                return time;
            }

            @Override
            public void pause(long nanos) {
                time += stopped ? nanos : 30 * SECOND;
                stopped = true;
            }
        };
        record.nextFree = time + SECOND / 2;
        CallBudget paused = new CallBudget(
                "sandbox", new Pace(BUDGET, Duration.ofMillis(100)), Duration.ofSeconds(60), record, stopping);
        long missed = record.nextFree;

        assertThat(paused.acquire(Urgency.PROMPT)).isTrue();
        calls.add(time);

        assertThat(calls.getFirst()).isGreaterThan(missed + 29 * SECOND);
        assertThat(record.nextFree).as("another slot was taken for it").isGreaterThan(calls.getFirst());
    }
}
