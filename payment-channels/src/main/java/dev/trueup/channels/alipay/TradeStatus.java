package dev.trueup.channels.alipay;

/** Where a trade stands, in Alipay's words ({@code trade_status}). */
public enum TradeStatus {
    /** The buyer has scanned the code and not paid so far. */
    WAIT_BUYER_PAY,
    /** Ended unpaid, or paid and wholly given back: only whether there was a payment tells which. */
    TRADE_CLOSED,
    /** Paid; money may be given back. */
    TRADE_SUCCESS,
    /** Paid; no money can be given back any more. */
    TRADE_FINISHED
}
