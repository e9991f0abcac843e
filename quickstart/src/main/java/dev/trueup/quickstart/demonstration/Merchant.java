package dev.trueup.quickstart.demonstration;

import java.net.URI;
import java.util.Map;

/** A shop that sells one thing and keeps its receipts. */
final class Merchant {
    private final JsonApi orders;

    Merchant(URI orderService) {
        this.orders = new JsonApi(orderService);
    }

    /**
     * Places an order.
     *
     * @param amount in fen
     * @param channel the id of the channel to pay by
     * @return its number
     */
    String place(String reference, long amount, String channel) {
        return orders.post(
                        "/order/create",
                        Map.of(
                                "goodsId",
                                "102030",
                                "userId",
                                "6666",
                                "num",
                                10,
                                "amount",
                                amount,
                                "channel",
                                channel,
                                "reference",
                                reference))
                .at("/data/order")
                .stringValue();
    }
}
