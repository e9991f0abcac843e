package dev.trueup.simulator.ledger;

/** A task that is due and that nobody else will take before its lease ends. */
public record Claim(Payment payment, Task task) {}
