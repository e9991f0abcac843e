package dev.trueup.contracts;

import java.util.Arrays;
import java.util.Optional;

/** The CloudEvents types of the contract. */
public enum EventType {
    CALLBACK_RECEIVED("callback.received"),
    CALLBACK_REJECTED("callback.rejected"),
    QUERY_BACK_REQUESTED("query-back.requested"),
    QUERY_OUTCOME("query-outcome"),
    ORDER_CREATED("order.created"),
    ORDER_PENDING("order.pending"),
    ORDER_PAID("order.paid"),
    ORDER_FAILED("order.failed"),
    ORDER_CLOSED("order.closed"),
    ORDER_REFUND_REQUESTED("order.refund-requested"),
    ORDER_REFUNDED("order.refunded"),
    ORDER_REFUND_FAILED("order.refund-failed"),
    ORDER_LATE_PAYMENT("order.late-payment"),
    ORDER_NEEDS_ATTENTION("order.needs-attention"),
    ORDER_ATTENTION_RESOLVED("order.attention-resolved"),
    ORDER_STILL_PENDING("order.still-pending");

    private final String wireName;

    EventType(String what) {
        this.wireName = "dev.trueup." + what + ".v1";
    }

    /** The value of {@code ce_type}. */
    public String wireName() {
        return wireName;
    }

    /** The type with this {@code ce_type}; empty for one that this version does not know. */
    public static Optional<EventType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
