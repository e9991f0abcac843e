package dev.trueup.orders.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.orders.channels.CallBudget.Urgency;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A call that takes several requests, at a budget of one request a second that nobody waits for. */
class TurnsTest {
    private long time = Duration.ofDays(1).toNanos();
    private final Turns turns = new Turns(budget());

    private CallBudget budget() {
        return new CallBudget(
                "c", new Pace(1, Duration.ofMillis(100)), Duration.ofMillis(10), new OneReplica(), new Ticker() {
                    @Override
                    public long nanos() {
                        return time;
                    }

                    @Override
                    public void pause(long nanos) {
                        time += nanos;
                    }
                });
    }

    private final class OneReplica implements PaceRecord {
        private long nextFree;

        @Override
        public Reading read(String channel) {
            return new Reading(nextFree, time);
        }

        @Override
        public Optional<Reading> move(String channel, long expected, long next) {
            nextFree = next;
            return Optional.of(read(channel));
        }
    }

    @Test
    void eachRequestTakesASlotOfItsOwn() {
        assertThat(turns.begin(Urgency.PROMPT)).isTrue();
        assertThat(turns.take()).as("the first is paid already").isTrue();
        assertThat(turns.take()).as("no further slot in time").isFalse();
        time += Duration.ofSeconds(5).toNanos();
        assertThat(turns.take()).isTrue();
        turns.end();
    }

    @Test
    void nobodyCallsPastTheBudget() {
        assertThat(turns.take()).isFalse();
        assertThat(turns.begin(Urgency.PROMPT)).isTrue();
        assertThat(new Turns(budget()).take()).as("another channel's").isFalse();
        turns.end();
        assertThat(turns.take()).isFalse();
    }
}
