package dev.trueup.simulator.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Durations from {@code min} to {@code max}, each as likely as any other, in nominal time (scaled by
 * {@code trueup.clock.scale} where somebody waits for it).
 */
public record Span(Duration min, Duration max) {
    private static final Duration LONGEST = Duration.ofDays(7);

    static Span ofMillis(long min, long max) {
        return new Span(Duration.ofMillis(min), Duration.ofMillis(max));
    }

    /** The duration at {@code share} of the way, 0 to 1. */
    Duration at(double share) {
        long width = max.toMillis() - min.toMillis();
        return min.plusMillis(Math.round(width * share));
    }

    /** @throws IllegalArgumentException naming {@code field} unless 0 ≤ min ≤ max ≤ 7 days */
    static void require(String field, @Nullable Span span) {
        if (span == null) {
            throw new IllegalArgumentException(field + " must be given");
        }
        requireDuration(field + ".min", span.min);
        requireDuration(field + ".max", span.max);
        if (span.min.compareTo(span.max) > 0) {
            throw new IllegalArgumentException(field + ".min must not be longer than " + field + ".max");
        }
    }

    /** @throws IllegalArgumentException naming {@code field} unless it is 0 to 7 days */
    static void requireDuration(String field, @Nullable Duration value) {
        if (value == null || value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(field + " must be a duration from PT0S to P7D, but is " + value);
        }
    }
}
