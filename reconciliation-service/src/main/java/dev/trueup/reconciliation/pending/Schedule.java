package dev.trueup.reconciliation.pending;

import dev.trueup.contracts.ClockScale;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long to wait before each query-back of an order.
 *
 * @param intervals the first after the order's creation, each other one after the query-back before; the last repeats
 *     for ever. 1 to 100 intervals, each 1 millisecond to 365 days, before scaling
 * @param jitter up to which fraction of itself an interval is drawn out at random, 0 to 1, so that orders created
 *     together are not asked about together for ever
 */
public record Schedule(List<Duration> intervals, double jitter) {
    private static final int MOST_INTERVALS = 100;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    public Schedule {
        intervals = List.copyOf(intervals);
        if (intervals.isEmpty() || intervals.size() > MOST_INTERVALS) {
            throw new IllegalArgumentException(
                    "a schedule has 1 to %d intervals, but this one %d".formatted(MOST_INTERVALS, intervals.size()));
        }
        for (Duration interval : intervals) {
            if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "a schedule's intervals are 1 millisecond to 365 days, but one is " + interval);
            }
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("a schedule's jitter is 0 to 1, but this one is " + jitter);
        }
    }

    /**
     * The wait before the next query-back, on this clock: never shorter than the interval, and drawn out by less than
     * the jitter.
     *
     * @param position how many query-backs went before, at least 0
     */
    public Duration delay(int position, ClockScale clock, RandomGenerator random) {
        Duration interval = intervals.get(Math.min(position, intervals.size() - 1));
        long millis = clock.scaled(interval).toMillis();
        return Duration.ofMillis(millis + (long) (millis * jitter * random.nextDouble()));
    }
}
