package dev.trueup.orders.placing;

import dev.trueup.orders.order.Orders.StoredOrder;

/** What became of a wish to place an order. */
public sealed interface Placed {
    /** It is stored, and the buyer can pay; without instructions where the channel has not answered yet. */
    record Open(StoredOrder stored) implements Placed {}

    /** It is stored, and the channel will never take it. */
    record RefusedByChannel(StoredOrder stored, String code, String message) implements Placed {}

    /** The idempotency key was used before with another request. */
    record KeyReused(String orderNo) implements Placed {}
}
