package dev.trueup.contracts;

/** The topics of the contract. Every record is keyed by its order number. */
public final class Topics {
    /** Verified callbacks, each the body's bytes exactly as received. */
    public static final String CALLBACKS = "trueup.callbacks.v1";

    /** Callbacks that failed verification: a hint to ask sooner, never a fact. Null key where no order number reads. */
    public static final String CALLBACKS_REJECTED = "trueup.callbacks.rejected.v1";

    /** {@link QueryBack}: ask the channel about this order. */
    public static final String QUERY_BACKS = "trueup.query-backs.v1";

    /** {@link QueryOutcome}: what became of a query-back. */
    public static final String QUERY_OUTCOMES = "trueup.query-outcomes.v1";

    /** {@link OrderEvent}: every change of every order, in order per order. */
    public static final String ORDERS = "trueup.orders.v1";

    private Topics() {}

    /** Where records of {@code topic} go that can never be processed, with the cause in their headers. */
    public static String deadLetters(String topic) {
        return topic + "-dlt";
    }
}
