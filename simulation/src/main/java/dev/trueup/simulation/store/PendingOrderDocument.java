package dev.trueup.simulation.store;

import dev.trueup.reconciliation.pending.Emission;
import dev.trueup.reconciliation.pending.HeardOutcome;
import dev.trueup.reconciliation.pending.PendingOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pending order's document, and what each command makes of it.
 *
 * @param nextAt when the scan looks at it: when it is due, or while it is claimed when that lapses
 * @param claim the token of the claim that holds it
 */
public record PendingOrderDocument(
        PendingOrder order,
        int lastAttempt,
        @Nullable Instant nextAt,
        @Nullable String claim) {

    static PendingOrderDocument of(PendingOrder heard) {
        return new PendingOrderDocument(heard, 0, heard.dueAt(), null);
    }

    /** A later version of the order was heard of. */
    PendingOrderDocument merged(PendingOrder heard) {
        boolean keepsItsPlace = !order.settled() && !heard.settled();
        PendingOrder merged = with(
                heard.version(),
                heard.settled(),
                order.attempts(),
                order.throttled(),
                keepsItsPlace ? order.dueAt() : heard.dueAt());
        return new PendingOrderDocument(
                merged, lastAttempt, keepsItsPlace ? nextAt : heard.dueAt(), keepsItsPlace ? claim : null);
    }

    PendingOrderDocument claimed(Instant until, String token) {
        return new PendingOrderDocument(order, lastAttempt, until, token);
    }

    PendingOrderDocument emitted(Emission emission) {
        PendingOrder asked = with(
                order.version(),
                order.settled(),
                emission.queryBack().attempt(),
                order.throttled(),
                emission.nextDueAt());
        return new PendingOrderDocument(asked, lastAttempt, emission.nextDueAt(), null);
    }

    PendingOrderDocument givenBack(@Nullable Instant dueAt) {
        return new PendingOrderDocument(order, lastAttempt, dueAt, null);
    }

    /** Whether it is not due yet and nobody is at it. */
    boolean waits(Instant now) {
        return nextAt != null && nextAt.isAfter(now) && claim == null;
    }

    PendingOrderDocument hinted(Instant now) {
        PendingOrder hinted = new PendingOrder(
                order.orderNo(),
                order.channel(),
                order.version(),
                order.settled(),
                order.attempts(),
                order.throttled(),
                order.createdAt(),
                order.expiresAt(),
                now,
                true,
                order.lastOutcome(),
                order.lastOutcomeAt());
        return new PendingOrderDocument(hinted, lastAttempt, now, null);
    }

    /** What came of asking; null where that is known or overtaken. */
    @Nullable
    PendingOrderDocument answered(HeardOutcome heard) {
        int attempt = heard.outcome().attempt();
        return switch (heard.outcome().outcome()) {
            case DECIDED, SETTLED ->
                new PendingOrderDocument(
                        told(with(order.version(), true, order.attempts(), order.throttled(), null), heard),
                        Math.max(lastAttempt, attempt),
                        null,
                        null);
            case THROTTLED -> throttled(heard);
            case STILL_PENDING, NOT_KNOWN, FAILED ->
                lastAttempt <= attempt ? new PendingOrderDocument(told(order, heard), attempt, nextAt, claim) : null;
        };
    }

    private @Nullable PendingOrderDocument throttled(HeardOutcome heard) {
        int attempt = heard.outcome().attempt();
        boolean latest = order.attempts() == attempt - 1 || (order.attempts() == attempt && claim == null);
        if (lastAttempt >= attempt || !latest) {
            return null;
        }
        PendingOrder again = with(
                order.version(), false, Math.max(order.attempts(), attempt), order.throttled() + 1, heard.againAt());
        return new PendingOrderDocument(told(again, heard), attempt, heard.againAt(), null);
    }

    private PendingOrder with(long version, boolean settled, int attempts, int throttled, @Nullable Instant dueAt) {
        return new PendingOrder(
                order.orderNo(),
                order.channel(),
                version,
                settled,
                attempts,
                throttled,
                order.createdAt(),
                order.expiresAt(),
                dueAt,
                order.hinted() && attempts == order.attempts(),
                order.lastOutcome(),
                order.lastOutcomeAt());
    }

    private static PendingOrder told(PendingOrder order, HeardOutcome heard) {
        return new PendingOrder(
                order.orderNo(),
                order.channel(),
                order.version(),
                order.settled(),
                order.attempts(),
                order.throttled(),
                order.createdAt(),
                order.expiresAt(),
                order.dueAt(),
                order.hinted(),
                heard.outcome().outcome(),
                heard.heardAt());
    }
}
