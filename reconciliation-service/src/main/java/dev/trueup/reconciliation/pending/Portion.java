package dev.trueup.reconciliation.pending;

import java.time.Instant;

/**
 * What one channel's orders get of a scan.
 *
 * @param count how many orders at most
 * @param fresh how many of them go first to orders created after {@code freshSince}, newest due first; the rest, and what
 *     those leave over, goes to whatever is overdue longest
 */
public record Portion(String channel, int count, int fresh, Instant freshSince) {}
