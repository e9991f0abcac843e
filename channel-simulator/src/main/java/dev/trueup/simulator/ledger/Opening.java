package dev.trueup.simulator.ledger;

/** What becomes of a request to take a payment. */
public sealed interface Opening {
    record Opened(Payment payment) implements Opening {}

    /** The very same order was opened before. */
    record Known(Payment payment) implements Opening {}

    /** The number is another order's. */
    record NumberTaken() implements Opening {}

    /** It would have expired before it began. */
    record AlreadyExpired() implements Opening {}
}
