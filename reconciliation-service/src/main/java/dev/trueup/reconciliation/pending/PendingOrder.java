package dev.trueup.reconciliation.pending;

import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.QueryOutcome.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an order to ask about it in time. Once settled it is a tombstone: never asked about, and kept
 * for a while so that a late duplicate of an older event does not bring it back. Instants have millisecond precision.
 *
 * @param version the highest version of the order seen
 * @param settled whether its outcome is known
 * @param attempts how many query-backs were emitted; never goes back, so it numbers them
 * @param throttled how many of them were not executed for want of budget, and so do not count for the schedule
 * @param expiresAt until when the buyer may pay
 * @param dueAt when to ask next; null once settled
 * @param hinted whether a hint has brought {@code dueAt} forward since the latest query-back
 * @param lastOutcome what the latest query-back with an answer led to
 */
public record PendingOrder(
        String orderNo,
        String channel,
        long version,
        boolean settled,
        int attempts,
        int throttled,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant dueAt,
        boolean hinted,
        @Nullable Outcome lastOutcome,
        @Nullable Instant lastOutcomeAt) {

    /** An order just heard of, to be asked about at {@code dueAt}. */
    static PendingOrder undecided(OrderSnapshot order, long version, Instant dueAt) {
        return heardOf(order, version, false, dueAt);
    }

    static PendingOrder tombstone(OrderSnapshot order, long version) {
        return heardOf(order, version, true, null);
    }

    /** How many query-backs count for the schedule. */
    int position() {
        return Math.max(0, attempts - throttled);
    }

    private static PendingOrder heardOf(OrderSnapshot order, long version, boolean settled, @Nullable Instant dueAt) {
        return new PendingOrder(
                order.orderNo(),
                order.channel(),
                version,
                settled,
                0,
                0,
                order.createdAt(),
                order.expiresAt(),
                dueAt,
                false,
                null,
                null);
    }
}
