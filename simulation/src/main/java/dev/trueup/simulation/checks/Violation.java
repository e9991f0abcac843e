package dev.trueup.simulation.checks;

/** Which guarantee does not hold, and how that shows. */
public record Violation(Guarantee guarantee, String how) {}
