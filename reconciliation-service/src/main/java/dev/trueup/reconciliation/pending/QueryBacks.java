package dev.trueup.reconciliation.pending;

import java.util.List;
import java.util.Set;

/** Where query-backs go. */
public interface QueryBacks {
    /**
     * Publishes query-backs, each for another order, and waits a bounded time for the acknowledgements.
     *
     * @return the order numbers of those that are durable; the others may or may not have arrived
     */
    Set<String> publish(List<Emission> emissions);
}
