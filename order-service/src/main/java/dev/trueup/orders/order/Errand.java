package dev.trueup.orders.order;

/** What is left to do for an order at its channel, at a time of its own, until it is done. */
public enum Errand {
    /** The create call has not been answered. */
    CALL,
    /** A refund is to be requested, or its outcome to be asked for. */
    REFUND,
    /** A paid order is asked about once more: a second charge may have been told in a callback that was lost. */
    CONFIRM,
    /** A doubtful message is asked about until the channel has answered: whether it means that. */
    DOUBT
}
