package dev.trueup.orders.order;

import java.util.Optional;

/** Finds orders by what was charged for them. */
public interface Charges {
    /** The number of the channel's order that has a charge of this number. */
    Optional<String> orderNo(String channel, String transactionId);
}
