package dev.trueup.reconciliation.pending;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much there is to do.
 *
 * @param pending how many orders are pending; counted up to a bound
 * @param due how many of them should have been asked about by now; counted up to a bound
 * @param oldestCreatedAt when the oldest pending order was created; null if none is pending
 */
public record Backlog(long pending, long due, @Nullable Instant oldestCreatedAt) {}
