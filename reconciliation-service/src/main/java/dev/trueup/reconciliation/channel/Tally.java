package dev.trueup.reconciliation.channel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How many query-backs were granted.
 *
 * @param total ever; deals the young and the old orders' shares out fairly where grants are small
 * @param minute the minute that {@code inMinute} counts
 * @param inMinuteBefore those of the minute before that one
 */
public record Tally(long total, Instant minute, int inMinute, int inMinuteBefore) {
    static Tally none(Instant now) {
        return new Tally(0, now.truncatedTo(ChronoUnit.MINUTES), 0, 0);
    }

    Tally plus(int count, Instant now) {
        Instant thisMinute = now.truncatedTo(ChronoUnit.MINUTES);
        return thisMinute.isAfter(minute)
                ? new Tally(total + count, thisMinute, count, inMinuteBefore(now))
                : new Tally(total + count, minute, inMinute + count, inMinuteBefore);
    }

    /** How many were granted in the last whole minute before {@code now}. */
    public int inMinuteBefore(Instant now) {
        Instant thisMinute = now.truncatedTo(ChronoUnit.MINUTES);
        if (!thisMinute.isAfter(minute)) {
            return inMinuteBefore;
        }
        return thisMinute.equals(minute.plus(1, ChronoUnit.MINUTES)) ? inMinute : 0;
    }
}
