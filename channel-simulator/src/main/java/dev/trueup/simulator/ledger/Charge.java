package dev.trueup.simulator.ledger;

import java.time.Instant;

/** Money taken from the buyer. */
public record Charge(String transactionId, long amount, Instant at) {
    /** The number that the first charge of an order has, or would have. */
    public static String firstOf(String orderNo) {
        return Ids.transaction(orderNo, 1);
    }
}
