package dev.trueup.contracts;

import java.time.Duration;

/**
 * How many times faster than the wall clock delays and schedules run ({@code trueup.clock.scale}), so that "the next
 * day" can come within a demonstration. Instants and signatures always carry wall time, and time-outs of calls are never
 * scaled: only durations that somebody waits on purpose.
 *
 * @param factor at least 1; 1 is real time
 */
public record ClockScale(double factor) {
    public static final ClockScale REAL_TIME = new ClockScale(1);

    public ClockScale {
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("trueup.clock.scale must be a number of at least 1, but is " + factor);
        }
    }

    /** How long {@code nominal} takes on this clock; never less than a millisecond unless {@code nominal} is zero. */
    public Duration scaled(Duration nominal) {
        if (nominal.isZero()) {
            return nominal;
        }
        return Duration.ofMillis(Math.max(1, Math.round(nominal.toMillis() / factor)));
    }
}
