package dev.trueup.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money taken from the buyer.
 *
 * @param disputedAt when the buyer's bank questioned it; null if it has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Charge(
        String transactionId,
        long amount,
        Instant at,
        @Nullable Instant disputedAt) {
    /** One that nobody questions. */
    public Charge(String transactionId, long amount, Instant at) {
        this(transactionId, amount, at, null);
    }

    Charge disputed(Instant when) {
        return new Charge(transactionId, amount, at, when);
    }

    /** The number that the first charge of an order has, or would have, where numbers mean nothing. */
    public static String firstOf(String orderNo) {
        return Ids.transaction(orderNo, 1);
    }
}
