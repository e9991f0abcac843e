package dev.trueup.reconciliation.pending;

import java.time.Instant;

/**
 * One scan's hold on the orders that it found due. Whoever wakes up after it has lapsed holds nothing any more.
 *
 * @param token nobody else's, no other scan's either
 * @param until when the orders are due again, should this scan not get to emitting their query-backs
 */
public record Claim(String token, Instant at, Instant until) {}
