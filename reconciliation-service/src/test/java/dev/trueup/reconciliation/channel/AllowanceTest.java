package dev.trueup.reconciliation.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private record Use(Instant at, int count) {}

    /** Whoever takes all there is whenever he looks: in no time more than the rate, and what is saved up. */
    @Property(tries = 300)
    void theRateHoldsOverEverySpan(
            @ForAll @DoubleRange(min = 0.2, max = 500) double perSecond,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 4000) Integer> pauses) {
        Allowance allowance = Allowance.UNUSED;
        List<Use> uses = new ArrayList<>();
        Instant now = START;
        for (int pause : pauses) {
            now = now.plusMillis(pause);
            int count = allowance.available(perSecond, now);
            if (count > 0) {
                allowance = allowance.use(count, perSecond, now);
                uses.add(new Use(now, count));
            }
        }
        double savedUp = Math.max(2, perSecond);
        for (int from = 0; from < uses.size(); from++) {
            long used = 0;
            for (int to = from; to < uses.size(); to++) {
                used += uses.get(to).count();
                double seconds =
                        Duration.between(uses.get(from).at(), uses.get(to).at()).toMillis() / 1000.0;
                assertThat((double) used).isLessThanOrEqualTo(seconds * perSecond + savedUp + 0.01);
            }
        }
    }

    /** Nor is anything lost for whoever looks often. */
    @Property(tries = 100)
    void whoeverLooksOftenGetsTheWholeRate(
            @ForAll @DoubleRange(min = 0.5, max = 500) double perSecond,
            @ForAll @IntRange(min = 10, max = 500) int pause) {
        Allowance allowance = Allowance.UNUSED;
        long used = 0;
        for (int millis = 0; millis <= 60_000; millis += pause) {
            Instant now = START.plusMillis(millis);
            int count = allowance.available(perSecond, now);
            allowance = count > 0 ? allowance.use(count, perSecond, now) : allowance;
            used += count;
        }
        assertThat((double) used).isGreaterThan(59 * perSecond - 1);
    }

    @Test
    void aClockSetBackHoldsNothingUpForLong() {
        Allowance ahead = Allowance.UNUSED.use(10, 10, START.plus(Duration.ofDays(1)));

        assertThat(ahead.available(10, START)).isEqualTo(10);
    }

    @Test
    void whatIsUsedIsGoneUntilItComesBack() {
        Allowance used = Allowance.UNUSED.use(10, 10, START);

        assertThat(used.available(10, START)).isZero();
        assertThat(used.available(10, START.plusMillis(99))).isZero();
        assertThat(used.available(10, START.plusMillis(100))).isEqualTo(1);
        assertThat(used.available(10, START.plusSeconds(60))).isEqualTo(10);
    }
}
