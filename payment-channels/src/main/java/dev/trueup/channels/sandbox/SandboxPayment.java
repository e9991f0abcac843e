package dev.trueup.channels.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of the sandbox channel's HTTP API, as both sides write and read them. */
public final class SandboxPayment {
    private SandboxPayment() {}

    /**
     * {@code POST /payments}.
     *
     * @param amount in minor units
     * @param notifyUrl where the callbacks go
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Order(
            String merchantId,
            String orderNo,
            @Nullable String reference,
            @Nullable String subject,
            long amount,
            String currency,
            URI notifyUrl,
            Instant expiresAt) {}

    /**
     * The answer to create, query and close: the payment as the channel says it is.
     *
     * @param transactionId the first charge's
     * @param payUrl where the buyer pays; only in the answer to create
     * @param charges every charge, where the buyer was charged more than once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            String merchantId,
            String orderNo,
            @Nullable String reference,
            Status status,
            @Nullable String transactionId,
            long amount,
            String currency,
            @Nullable Instant occurredAt,
            Instant expiresAt,
            @Nullable URI payUrl,
            @Nullable List<Refund> refunds,
            @Nullable List<Charge> charges) {}

    /** Money taken from the buyer. */
    public record Charge(String transactionId, long amount, Instant occurredAt) {}

    /**
     * {@code POST /payments/{orderNo}/refunds}.
     *
     * @param transactionId the charge it is taken from; the first one if not given
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefundOrder(
            String refundNo,
            @Nullable String transactionId,
            long amount,
            String currency,
            @Nullable String reason) {}

    /**
     * A refund as the channel says it is.
     *
     * @param transactionId the charge it is taken from
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Refund(String refundNo, @Nullable String transactionId, long amount, RefundStatus status) {}

    /** Every refusal: a fixed code and a sentence for people. */
    public record Problem(String code, String message) {
        /** 400: the request can never succeed. */
        public static final String INVALID_REQUEST = "invalid_request";

        /** 401: the API key is not the merchant's. */
        public static final String UNAUTHORIZED = "unauthorized";

        /** 404: no payment has this number. */
        public static final String NOT_FOUND = "payment_not_found";

        /** 409: the number is in use for another payment. */
        public static final String NUMBER_TAKEN = "order_no_taken";

        /** 409: the payment is charged and cannot be closed. */
        public static final String ALREADY_PAID = "already_paid";

        /** 429: too many calls. */
        public static final String RATE_LIMITED = "rate_limited";
    }

    public enum Status {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("closed")
        CLOSED
    }

    public enum RefundStatus {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED
    }
}
