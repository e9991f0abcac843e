package dev.trueup.simulator.ledger;

/** What a merchant answered to a callback. */
public enum Answer {
    ACKNOWLEDGED,
    REFUSED,
    NONE
}
