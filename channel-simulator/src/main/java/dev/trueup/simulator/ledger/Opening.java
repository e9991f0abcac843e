package dev.trueup.simulator.ledger;

/** What becomes of a request to take a payment. */
public sealed interface Opening {
    /**
     * A new payment.
     *
     * @param payment the truth
     * @param told what the answer is to say of it: the same, or a lie where the plan wants one
     */
    record Opened(Payment payment, Payment told) implements Opening {}

    /** The very same order was opened before. */
    record Known(Payment payment) implements Opening {}

    /** The number is another order's. */
    record NumberTaken() implements Opening {}

    /** It would have expired before it began. */
    record AlreadyExpired() implements Opening {}
}
