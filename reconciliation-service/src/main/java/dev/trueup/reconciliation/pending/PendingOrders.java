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

    /** How many of a channel's orders are due, counted up to {@code limit}. */
    int due(String channel, Instant at, int limit);

    /**
     * Claims orders of a channel that are due; each for one claim only, until that lapses, is given back or the emission
     * is recorded.
     *
     * @return the claimed, as they were before
     */
    List<PendingOrder> claimDue(Claim claim, Portion portion);

    /**
     * Records that query-backs have been emitted. Orders that the claim does not hold any more stay as they are.
     *
     * @return how many were recorded
     */
    int emitted(Collection<Emission> emissions, Claim claim);

    /** Gives claimed orders back: due as they were. Those that the claim does not hold any more stay as they are. */
    void giveBack(Collection<PendingOrder> claimed, Claim claim);

    /**
     * Takes up what became of query-backs. Decided and settled orders become tombstones; throttled ones are due again
     * at {@code againAt}, unless a later attempt is on its way; the others only remember it. Outcomes for unknown or
     * settled orders change nothing, nor do those older than what is known.
     */
    void heard(List<HeardOutcome> outcomes);

    /** Those of the channel's orders that are pending, not due, not claimed and not hinted at since the last query-back. */
    List<PendingOrder> hintable(String channel, Collection<String> orderNos, Instant now);

    /** Makes orders due, each once between two of its query-backs, unless it was asked about in the meantime. */
    void bringForward(Collection<PendingOrder> hintable, Instant now);

    Optional<PendingOrder> find(String orderNo);

    /** Looks at a channel's backlog at a bounded cost. */
    Backlog backlog(String channel, Instant now);
}
