package dev.trueup.reconciliation.pending;

import dev.trueup.contracts.QueryBack;
import java.time.Instant;

/**
 * A query-back on its way out.
 *
 * @param dueAt when its order was to be asked about
 * @param at when it is emitted
 * @param nextDueAt when its order is to be asked about next
 */
public record Emission(QueryBack queryBack, Instant dueAt, Instant at, Instant nextDueAt) {

    /** The event's id: the same when a query-back is emitted again because its emission could not be recorded. */
    public String id() {
        return "%s-%d-%d".formatted(queryBack.orderNo(), queryBack.attempt(), dueAt.toEpochMilli());
    }
}
