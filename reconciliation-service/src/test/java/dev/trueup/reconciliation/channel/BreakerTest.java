package dev.trueup.reconciliation.channel;

import static dev.trueup.reconciliation.channel.Breaker.State.CLOSED;
import static dev.trueup.reconciliation.channel.Breaker.State.HALF_OPEN;
import static dev.trueup.reconciliation.channel.Breaker.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Breaker.Rules RULES = SampleRules.BREAKER;
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void itOpensWhenHalfOfTheLatestAnswersFailed() {
        Breaker breaker = answered(Breaker.closed(START), 9, true);
        assertThat(breaker.state()).as("too few to tell").isEqualTo(CLOSED);

        assertThat(answered(breaker, 1, true).state()).isEqualTo(OPEN);
        Breaker mixed = Breaker.closed(START);
        for (int i = 0; i < 40; i++) {
            mixed = answered(answered(answered(mixed, 1, true), 1, false), 1, false);
        }
        assertThat(mixed.state()).as("a third fails").isEqualTo(CLOSED);
    }

    @Test
    void oldFailuresAreForgotten() {
        Breaker breaker = answered(answered(Breaker.closed(START), 4, true), 20, false);

        assertThat(answered(breaker, 9, true).state()).isEqualTo(CLOSED);
        assertThat(answered(breaker, 10, true).state()).isEqualTo(OPEN);
    }

    @Test
    void openItAsksNothingThenAFewProbesAndThenWaitsForThem() {
        Breaker open = answered(Breaker.closed(START), 10, true);
        Instant probing = START.plus(RULES.firstWait());

        assertThat(open.probesAt(RULES)).isEqualTo(probing);
        assertThat(open.allows(100, probing.minusMillis(1), RULES)).isZero();
        assertThat(open.allows(100, probing, RULES)).isEqualTo(3);
        assertThat(open.allows(2, probing, RULES)).isEqualTo(2);

        Breaker halfOpen = open.asked(3, probing);
        assertThat(halfOpen.state()).isEqualTo(HALF_OPEN);
        assertThat(halfOpen.allows(100, probing.plusSeconds(19), RULES)).isZero();
        assertThat(halfOpen.allows(100, probing.plusSeconds(20), RULES))
                .as("probes can be lost")
                .isEqualTo(3);
    }

    @Test
    void goodProbesCloseItAndItBeginsAnew() {
        Breaker halfOpen = halfOpen(answered(Breaker.closed(START), 10, true));

        Breaker almost = answered(halfOpen, 2, false);
        assertThat(almost.state()).isEqualTo(HALF_OPEN);
        assertThat(answered(almost, 1, false)).isEqualTo(Breaker.closed(START));
    }

    @Test
    void fewerProbesThanAllowedAreEnoughWhenThereWereNoMoreToSend() {
        Breaker open = answered(Breaker.closed(START), 10, true);

        assertThat(answered(open.asked(1, open.probesAt(RULES)), 1, false).state())
                .isEqualTo(CLOSED);
    }

    @Test
    void aBadProbeOpensItForTwiceAsLongUpToTheLongest() {
        Breaker breaker = answered(Breaker.closed(START), 10, true);
        for (int seconds : List.of(5, 10, 20, 40, 60, 60)) {
            assertThat(breaker.probesAt(RULES)).isEqualTo(START.plusSeconds(seconds));
            breaker = answered(answered(halfOpen(breaker), 1, false), 1, true);
            assertThat(breaker.state()).isEqualTo(OPEN);
        }
    }

    @Test
    void whatStillComesInWhileItIsOpenSaysNothing() {
        Breaker open = answered(Breaker.closed(START), 10, true);

        assertThat(answered(open, 5, false)).isEqualTo(open);
        assertThat(answered(open, 5, true)).isEqualTo(open);
    }

    /** However it is used, asking never stops for good. */
    @Property(tries = 200)
    void itLetsSomethingOutAgainInBoundedTime(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 3) Integer> history) {
        Breaker breaker = Breaker.closed(START);
        Instant now = START;
        for (int step : history) {
            now = now.plusSeconds(1);
            int allowed = breaker.allows(5, now, RULES);
            breaker = switch (step) {
                case 0 -> breaker.answered(false, now, RULES);
                case 3 -> allowed > 0 ? breaker.asked(allowed, now) : breaker;
                default -> breaker.answered(true, now, RULES);
            };
        }
        Duration longest = RULES.longestWait().plus(RULES.probeTime());
        assertThat(breaker.allows(5, now.plus(longest), RULES)).isPositive();
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Breaker.Rules(65, 1, 0.5, second, second, 1, second))
                .hasMessageContaining("1 to 64");
        assertThatThrownBy(() -> new Breaker.Rules(10, 11, 0.5, second, second, 1, second))
                .hasMessageContaining("1 to 64");
        assertThatThrownBy(() -> new Breaker.Rules(10, 5, 0, second, second, 1, second))
                .hasMessageContaining("share of failures");
        assertThatThrownBy(() -> new Breaker.Rules(10, 5, 0.5, second, Duration.ofMillis(1), 1, second))
                .hasMessageContaining("waits");
    }

    private static Breaker halfOpen(Breaker open) {
        return open.asked(3, open.probesAt(RULES));
    }

    private static Breaker answered(Breaker breaker, int times, boolean failed) {
        Breaker after = breaker;
        for (int i = 0; i < times; i++) {
            after = after.answered(failed, START, RULES);
        }
        return after;
    }
}
