package dev.trueup.orders.channels;

import java.time.Duration;

/**
 * How closely calls to a channel may follow each other. Every call has a slot of its own, slots are an interval apart
 * over all replicas, and a call may leave up to {@code slack} later than its slot and no later. The interval is drawn out
 * by the slack, so that within any second no more than {@code callsPerSecond} calls leave, whatever each of them lost to a
 * busy machine. Nothing is saved up: after a quiet hour calls are as far apart as
 * ever. Times are the store's, in nanoseconds since the epoch.
 *
 * @param callsPerSecond the budget, 1 to 100,000
 * @param slack how late a call may leave; the wider, the less of the budget can be used
 */
public record Pace(int callsPerSecond, Duration slack) {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** As many calls as come in this time are taken from the shared record at once. */
    private static final long BLOCK = SECOND / 10;

    /** Further ahead than this a record can only be when the store's clock was set back. */
    private static final long FAR_AHEAD = 60 * SECOND;

    public Pace {
        if (callsPerSecond < 1 || callsPerSecond > 100_000) {
            throw new IllegalArgumentException("calls per second must be 1 to 100000, but are " + callsPerSecond);
        }
        if (slack.isNegative() || slack.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("slack must be 0 to 10 s, but is " + slack);
        }
    }

    /** What lies between two slots. */
    long interval() {
        return Math.ceilDiv(SECOND + slack.toNanos(), callsPerSecond);
    }

    /** How many slots are taken at once at most. */
    int block() {
        return (int) Math.max(1, BLOCK / interval());
    }

    /**
     * Takes the next slots.
     *
     * @param nextFree the first slot that nobody has
     * @param now must not be later than it is
     * @param wanted how many, at least 1
     * @param horizon how far ahead a slot may lie; beyond it none is taken
     */
    Slots take(long nextFree, long now, int wanted, long horizon) {
        boolean clockSetBack = nextFree - now > FAR_AHEAD + interval();
        long first = clockSetBack ? now : Math.max(nextFree, now);
        if (first - now > horizon) {
            return new Slots(first, 0, interval());
        }
        long within = (now + horizon - first) / interval() + 1;
        return new Slots(first, (int) Math.min(Math.min(wanted, block()), within), interval());
    }

    /**
     * Slots that follow each other.
     *
     * @param first when the first of them is, or would have been
     * @param count how many, 0 where the first lies beyond the horizon
     */
    record Slots(long first, int count, long interval) {
        long at(int index) {
            return first + index * interval;
        }

        /** The first slot after these. */
        long next() {
            return at(count);
        }
    }
}
