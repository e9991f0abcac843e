package dev.trueup.reconciliation.pending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trueup.contracts.ClockScale;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ScheduleTest {

    @Property
    void aDelayIsNeverShorterThanItsIntervalAndDrawnOutByTheJitterAtMost(
            @ForAll("intervals") List<Duration> intervals,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @DoubleRange(min = 1, max = 10_000) double scale,
            @ForAll @IntRange(max = 200) int position,
            @ForAll Random random) {
        ClockScale clock = new ClockScale(scale);
        Duration interval = clock.scaled(intervals.get(Math.min(position, intervals.size() - 1)));

        Duration delay = new Schedule(intervals, jitter).delay(position, clock, random);

        assertThat(delay).isGreaterThanOrEqualTo(interval).isPositive();
        assertThat(delay.toMillis() - interval.toMillis()).isLessThanOrEqualTo((long) (interval.toMillis() * jitter));
    }

    @Property
    void theLastIntervalRepeatsForEver(
            @ForAll("intervals") List<Duration> intervals, @ForAll @IntRange(min = 0) int more) {
        Schedule schedule = new Schedule(intervals, 0);
        int position = Math.max(more, intervals.size() - 1);

        assertThat(schedule.delay(position, ClockScale.REAL_TIME, new Random(1)))
                .isEqualTo(intervals.getLast());
    }

    @Property(tries = 20)
    void jitterSpreadsOrdersThatWereCreatedTogether(@ForAll Random random) {
        Schedule schedule = new Schedule(List.of(Duration.ofHours(1)), 0.1);

        assertThat(Collections.nCopies(50, schedule).stream()
                        .map(one -> one.delay(0, ClockScale.REAL_TIME, random))
                        .distinct()
                        .count())
                .isGreaterThan(40);
    }

    @Example
    void refusesWhatIsNoSchedule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(List.of(), 0.1))
                .withMessageContaining("1 to 100 intervals");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(List.of(Duration.ofSeconds(1), Duration.ZERO), 0.1))
                .withMessageContaining("PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(List.of(Duration.ofDays(366)), 0.1))
                .withMessageContaining("365 days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule(List.of(Duration.ofSeconds(1)), Double.NaN))
                .withMessageContaining("jitter");
    }

    @Provide
    Arbitrary<List<Duration>> intervals() {
        return Arbitraries.longs()
                .between(1, Duration.ofDays(2).toMillis())
                .map(Duration::ofMillis)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
