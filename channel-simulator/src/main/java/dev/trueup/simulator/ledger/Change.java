package dev.trueup.simulator.ledger;

/** One step of a payment. */
public record Change(Payment before, Payment after) {
    /** Whether the step was possible. */
    public boolean made() {
        return !before.equals(after);
    }
}
