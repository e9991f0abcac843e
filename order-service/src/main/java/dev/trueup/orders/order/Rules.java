package dev.trueup.orders.order;

import java.time.Duration;

/**
 * What the merchant may choose about decisions.
 *
 * @param latePayment what to do with money that comes after an order ended unpaid
 * @param notKnownMargin how long after an order's expiry a channel that does not know it is believed
 */
public record Rules(LatePayment latePayment, Duration notKnownMargin) {
    public enum LatePayment {
        /** Give it back; until that is done a person sees it. */
        REFUND,
        /** Take it: the order becomes PAID. */
        ACCEPT
    }
}
