package dev.trueup.reconciliation.pending;

/** Somebody unverified spoke of an order: perhaps there is something to ask about. */
public record Hint(String orderNo, String channel) {}
