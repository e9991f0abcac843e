package dev.trueup.reconciliation.channel;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps from asking a channel that does not answer. Closed, it watches the latest answers; when too many of them failed it
 * opens and nothing is asked for a while, longer each time in a row; then a few probes go out (half-open), and what comes
 * of them closes it or opens it again. A value: every change makes another, so that all replicas can share one.
 *
 * @param since when it came into this state
 * @param openings how often in a row it opened without closing in between
 * @param failures one bit for each of the latest answers, set where it failed; the last answer is the lowest bit
 * @param answers how many answers were heard in this state, counted up to the window
 * @param probes how many probes the latest lot has; half-open only
 * @param probedAt when that lot went out; half-open only, else as {@code since}
 */
public record Breaker(
        State state, Instant since, int openings, long failures, int answers, int probes, Instant probedAt) {
    public enum State {
        /** Asking goes on. */
        CLOSED,
        /** Nothing is asked. */
        OPEN,
        /** A few probes are out. */
        HALF_OPEN
    }

    /**
     * When it opens and closes.
     *
     * @param window how many of the latest answers are looked at, 1 to 64
     * @param fewest with fewer answers than these it does not open, 1 to {@code window}
     * @param failureShare it opens when at least this share of them failed, above 0, at most 1
     * @param firstWait how long it stays open the first time, above 0; doubled with each opening in a row
     * @param longestWait how long at most, not below {@code firstWait}
     * @param probes how many orders are asked about when it is half-open, at least 1
     * @param probeTime how long a probe may take before others are sent, above 0
     */
    public record Rules(
            int window,
            int fewest,
            double failureShare,
            Duration firstWait,
            Duration longestWait,
            int probes,
            Duration probeTime) {
        public Rules {
            if (window < 1 || window > Long.SIZE || fewest < 1 || fewest > window || probes < 1) {
                throw new IllegalArgumentException(
                        "a breaker looks at 1 to 64 answers, opens on at least 1 of them and sends at least 1 probe");
            }
            if (!(failureShare > 0 && failureShare <= 1)) {
                throw new IllegalArgumentException("a breaker's share of failures is above 0 and at most 1");
            }
            if (!firstWait.isPositive() || longestWait.compareTo(firstWait) < 0 || !probeTime.isPositive()) {
                throw new IllegalArgumentException("a breaker's waits are above 0, the longest not below the first");
            }
        }

        Duration wait(int openings) {
            Duration waited = firstWait;
            for (int i = 1; i < openings && waited.compareTo(longestWait) < 0; i++) {
                waited = waited.multipliedBy(2);
            }
            return waited.compareTo(longestWait) < 0 ? waited : longestWait;
        }
    }

    /** As it begins. */
    public static Breaker closed(Instant now) {
        return new Breaker(State.CLOSED, now, 0, 0, 0, 0, now);
    }

    /** How many of {@code wanted} may be asked about now. */
    public int allows(int wanted, Instant now, Rules rules) {
        return switch (state) {
            case CLOSED -> wanted;
            case OPEN -> now.isBefore(probesAt(rules)) ? 0 : Math.min(wanted, rules.probes());
            case HALF_OPEN -> now.isBefore(probedAt.plus(rules.probeTime())) ? 0 : Math.min(wanted, rules.probes());
        };
    }

    /** When it lets probes out, should it be open. */
    public Instant probesAt(Rules rules) {
        return since.plus(rules.wait(openings));
    }

    /** After {@code count} orders are being asked about, no more than it {@link #allows}. */
    Breaker asked(int count, Instant now) {
        return switch (state) {
            case CLOSED -> this;
            case OPEN -> new Breaker(State.HALF_OPEN, now, openings, 0, 0, count, now);
            case HALF_OPEN -> new Breaker(State.HALF_OPEN, since, openings, 0, 0, count, now);
        };
    }

    /** After an answer. What still comes in while it is open is of before, and says nothing about now. */
    Breaker answered(boolean failed, Instant now, Rules rules) {
        return switch (state) {
            case CLOSED -> watched(failed, now, rules);
            case OPEN -> this;
            case HALF_OPEN -> probed(failed, now);
        };
    }

    private Breaker watched(boolean failed, Instant now, Rules rules) {
        long window = rules.window() == Long.SIZE ? -1L : (1L << rules.window()) - 1;
        long latest = ((failures << 1) | (failed ? 1 : 0)) & window;
        int heard = Math.min(answers + 1, rules.window());
        boolean opens = heard >= rules.fewest() && Long.bitCount(latest) >= rules.failureShare() * heard;
        return opens ? opened(now) : new Breaker(State.CLOSED, since, 0, latest, heard, 0, probedAt);
    }

    private Breaker probed(boolean failed, Instant now) {
        if (failed) {
            return opened(now);
        }
        return answers + 1 >= probes
                ? closed(now)
                : new Breaker(State.HALF_OPEN, since, openings, 0, answers + 1, probes, probedAt);
    }

    private Breaker opened(Instant now) {
        return new Breaker(State.OPEN, now, Math.min(openings + 1, 100), 0, 0, 0, now);
    }
}
