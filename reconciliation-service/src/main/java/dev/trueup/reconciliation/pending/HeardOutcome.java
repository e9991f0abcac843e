package dev.trueup.reconciliation.pending;

import dev.trueup.contracts.QueryOutcome;
import java.time.Instant;

/**
 * What became of a query-back.
 *
 * @param heardAt when it was heard
 * @param againAt when to ask again if it was throttled
 */
public record HeardOutcome(QueryOutcome outcome, Instant heardAt, Instant againAt) {}
