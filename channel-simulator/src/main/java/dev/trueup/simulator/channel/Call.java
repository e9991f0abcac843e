package dev.trueup.simulator.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant's call is about.
 *
 * @param orderNo the merchant's order number; null where the call names none or cannot be read
 */
public record Call(Kind kind, @Nullable String orderNo) {
    public enum Kind {
        @JsonProperty("create")
        CREATE,
        @JsonProperty("query")
        QUERY,
        @JsonProperty("close")
        CLOSE,
        @JsonProperty("refund")
        REFUND,
        @JsonProperty("queryRefund")
        QUERY_REFUND,
        /** Statements of account and whatever else a channel offers. */
        @JsonProperty("other")
        OTHER
    }
}
