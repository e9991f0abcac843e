package dev.trueup.reconciliation.pending;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The pending orders and the tombstones, shared by all replicas. Every change is safe to repeat, and each order's is
 * atomic; failures of the store are thrown, and then any part may have happened.
 */
public interface PendingOrders {
    /**
     * Takes up what orders' events say. Where as high a version is stored already, nothing changes. A lower one is
     * replaced: a settled order becomes a tombstone; an undecided one keeps its place in the schedule if it has one, and
     * gets the given {@code dueAt} if it is new or was a tombstone.
     *
     * @param heardOf each order once, freshly made
     */
    void merge(Collection<PendingOrder> heardOf, Instant now);

    /**
     * Claims orders that are due, longest overdue first; each for one claim only, until that lapses or the emission is
     * recorded. Reads no more than {@code limit} orders.
     *
     * @return the claimed, as they were before
     */
    List<PendingOrder> claimDue(Claim claim, int limit);

    /**
     * Records that query-backs have been emitted. Orders that the claim does not hold any more stay as they are.
     *
     * @return how many were recorded
     */
    int emitted(Collection<Emission> emissions, Claim claim);

    /**
     * Takes up what became of query-backs. Decided and settled orders become tombstones; throttled ones are due again
     * at {@code againAt}, unless a later attempt is on its way; the others only remember it. Outcomes for unknown or
     * settled orders change nothing, nor do those older than what is known.
     */
    void heard(List<HeardOutcome> outcomes);

    Optional<PendingOrder> find(String orderNo);

    /** Looks at the backlog at a bounded cost. */
    Backlog backlog(Instant now);
}
