package dev.trueup.reconciliation.pending;

import java.time.Duration;

/** How long ago an order was created, in the steps in which people look at a backlog. */
public enum Age {
    /** Callbacks are still to be expected. */
    UNDER_A_MINUTE(Duration.ZERO, Duration.ofMinutes(1)),
    UNDER_FIVE_MINUTES(Duration.ofMinutes(1), Duration.ofMinutes(5)),
    UNDER_AN_HOUR(Duration.ofMinutes(5), Duration.ofHours(1)),
    UNDER_A_DAY(Duration.ofHours(1), Duration.ofDays(1)),
    /** Something is wrong with these; a person knows of each. */
    OLDER(Duration.ofDays(1), Duration.ofDays(36_500));

    private final Duration from;
    private final Duration below;

    Age(Duration from, Duration below) {
        this.from = from;
        this.below = below;
    }

    /** Where this step begins. */
    public Duration from() {
        return from;
    }

    /** Where the next step begins. */
    public Duration below() {
        return below;
    }
}
