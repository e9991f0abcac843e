package dev.trueup.channels.stripe;

/** The keys under which a PaymentIntent and its refunds carry what is the merchant's, and hand it back. */
public final class StripeMetadata {
    /** The order number, of a PaymentIntent and of a refund. */
    public static final String ORDER_NO = "order_no";

    /** The merchant's purchase id. */
    public static final String REFERENCE = "reference";

    /** The merchant's refund number. */
    public static final String REFUND_NO = "refund_no";

    /** Why it is refunded, for people. */
    public static final String REASON = "reason";

    private StripeMetadata() {}
}
