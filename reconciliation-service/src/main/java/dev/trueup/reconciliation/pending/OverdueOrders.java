package dev.trueup.reconciliation.pending;

import java.time.Instant;
import java.util.Map;

/** The pending orders that were forgotten for a while: due, and not asked about, whoever may have claimed them. */
public interface OverdueOrders {
    /**
     * How many there are, by channel; a channel that has pending orders and none overdue is there with 0.
     *
     * @param dueBefore when they should have been asked about
     * @param claimedUntil until when a claim on them can hold at most
     */
    Map<String, Long> overdue(Instant dueBefore, Instant claimedUntil);
}
