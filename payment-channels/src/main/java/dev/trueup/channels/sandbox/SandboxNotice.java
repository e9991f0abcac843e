package dev.trueup.channels.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of the sandbox channel's callback.
 *
 * @param type {@code payment.succeeded}, {@code refund.failed}, …
 * @param timestamp when the notice was made
 */
public record SandboxNotice(Type type, Instant timestamp, Data data) {
    public enum Type {
        @JsonProperty("payment.succeeded")
        PAYMENT_SUCCEEDED,
        @JsonProperty("payment.failed")
        PAYMENT_FAILED,
        @JsonProperty("payment.closed")
        PAYMENT_CLOSED,
        @JsonProperty("refund.succeeded")
        REFUND_SUCCEEDED,
        @JsonProperty("refund.failed")
        REFUND_FAILED
    }

    /**
     * What it is about.
     *
     * @param transactionId the charge's number at the channel; absent where nothing was charged
     * @param amount in minor units: the order's total, in a refund's notice the refund's own
     * @param refundNo only in a refund's notice
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Data(
            String merchantId,
            String orderNo,
            @Nullable String reference,
            @Nullable String transactionId,
            long amount,
            String currency,
            @Nullable Instant occurredAt,
            @Nullable String refundNo) {}
}
