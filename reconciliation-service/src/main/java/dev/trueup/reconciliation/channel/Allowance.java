package dev.trueup.reconciliation.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How much of a rate is used up. What is not used within a second (or within the time of two, where the rate is lower) is
 * gone. A value, microseconds precise.
 *
 * @param usedUntil the rate is used up to here
 */
public record Allowance(Instant usedUntil) {
    private static final double MICROS = 1e6;

    static final Allowance UNUSED = new Allowance(Instant.EPOCH);

    /** @param perSecond the rate, above 0 */
    int available(double perSecond, Instant now) {
        long unused = Math.max(0, ChronoUnit.MICROS.between(from(perSecond, now), now));
        return (int) Math.min(Integer.MAX_VALUE, Math.floor((unused + 0.5) * perSecond / MICROS));
    }

    Allowance use(int count, double perSecond, Instant now) {
        long micros = (long) Math.ceil(count * MICROS / perSecond);
        return new Allowance(from(perSecond, now).plus(micros, ChronoUnit.MICROS));
    }

    private Instant from(double perSecond, Instant now) {
        Duration kept = Duration.of((long) Math.ceil(MICROS / Math.min(1, perSecond / 2)), ChronoUnit.MICROS);
        Instant earliest = now.truncatedTo(ChronoUnit.MICROS).minus(kept);
        // Further ahead than what is kept it can only be by a clock that was set back.
        boolean clockSetBack = usedUntil.isAfter(now.plus(kept).plus(kept));
        return clockSetBack || usedUntil.isBefore(earliest) ? earliest : usedUntil;
    }
}
