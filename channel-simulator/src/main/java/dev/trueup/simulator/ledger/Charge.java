package dev.trueup.simulator.ledger;

import java.time.Instant;

/** Money taken from the buyer. */
public record Charge(String transactionId, long amount, Instant at) {}
