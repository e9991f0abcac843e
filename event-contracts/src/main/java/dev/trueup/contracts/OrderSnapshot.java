package dev.trueup.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order as everybody outside order-service sees it: in events and in {@code GET /orders/{orderNo}}. Amounts are in
 * minor units (fen, cents) of {@code currency}; instants have millisecond precision.
 *
 * @param orderNo {@code dcs} and letters and digits, at most 32 characters, sortable by time
 * @param channel the payment channel's id
 * @param merchantId the merchant's id at that channel
 * @param state where the order stands
 * @param version grows by one with every event
 * @param amount the total to pay, 1 to 10^12
 * @param currency ISO 4217
 * @param goodsId what is bought
 * @param userId who buys
 * @param num how many, 1 to 1,000,000; never multiplies the amount
 * @param reference the merchant's own purchase id
 * @param subject what the buyer reads at the channel
 * @param createdAt when the order was stored
 * @param expiresAt until when the buyer may pay
 * @param decidedAt when the state became final; null before
 * @param payments what the channel charged for it, by the channel's transaction id
 * @param attention what a person should look at
 */
public record OrderSnapshot(
        String orderNo,
        String channel,
        String merchantId,
        State state,
        long version,
        long amount,
        String currency,
        String goodsId,
        String userId,
        int num,
        @Nullable String reference,
        @Nullable String subject,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant decidedAt,
        List<Payment> payments,
        List<Attention> attention) {

    public OrderSnapshot {
        payments = List.copyOf(payments);
        attention = List.copyOf(attention);
    }

    public enum State {
        /** Stored; the channel has not yet confirmed that it takes payments for it. */
        CREATED,
        /** The channel takes payments for it. */
        PENDING,
        PAID,
        FAILED,
        /** Ended without a payment. */
        CLOSED,
        /** Paid, and wholly given back. */
        REFUNDED;

        /** Whether the outcome is known. */
        public boolean decided() {
            return this != CREATED && this != PENDING;
        }
    }

    public enum Disposition {
        /** The payment that makes the order PAID. */
        @JsonProperty("accepted")
        ACCEPTED,
        /** Came after the order had ended unpaid. */
        @JsonProperty("late")
        LATE,
        /** Came beside the accepted one. */
        @JsonProperty("second")
        SECOND,
        /** Its money is not the order's. */
        @JsonProperty("mismatched")
        MISMATCHED
    }

    public enum RefundState {
        @JsonProperty("requested")
        REQUESTED,
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED
    }

    /** One charge at the channel. */
    public record Payment(
            String transactionId,
            long amount,
            String currency,
            Disposition disposition,
            @Nullable Instant occurredAt,
            List<Refund> refunds) {
        public Payment {
            refunds = List.copyOf(refunds);
        }

        /** The refund with this number. */
        public Optional<Refund> refund(String refundNo) {
            return refunds.stream()
                    .filter(refund -> refund.refundNo().equals(refundNo))
                    .findFirst();
        }

        /** What was given back or may still be: all of its refunds but the failed, in minor units. */
        public long committed() {
            return refunds.stream()
                    .filter(refund -> refund.state() != RefundState.FAILED)
                    .mapToLong(Refund::amount)
                    .sum();
        }

        /** What was given back for certain, in minor units. */
        public long returned() {
            return refunds.stream()
                    .filter(refund -> refund.state() == RefundState.SUCCEEDED)
                    .mapToLong(Refund::amount)
                    .sum();
        }
    }

    /**
     * Money given back of one charge.
     *
     * @param requestedAt when Trueup was asked for it; null for a refund made at the channel itself
     * @param returnedAt when the channel said that the money came back to the merchant, so that it has failed for good,
     *     even where it had succeeded before; null otherwise
     */
    public record Refund(
            String refundNo,
            long amount,
            RefundState state,
            @Nullable Instant requestedAt,
            @Nullable Instant returnedAt) {
        /** A refund that did not come back. */
        public Refund(String refundNo, long amount, RefundState state, @Nullable Instant requestedAt) {
            this(refundNo, amount, state, requestedAt, null);
        }

        /** A refund made at the channel itself. */
        public Refund(String refundNo, long amount, RefundState state) {
            this(refundNo, amount, state, null);
        }

        /** Whether it may still come to nothing or to money given back. */
        public boolean open() {
            return state == RefundState.REQUESTED || state == RefundState.ACCEPTED;
        }

        /** The same refund, further on. */
        public Refund as(RefundState next) {
            return new Refund(refundNo, amount, next, requestedAt);
        }
    }

    /**
     * Something a person should look at.
     *
     * @param reason what it is, as a fixed word ({@code mismatch}, {@code contradiction}, …)
     * @param blocking whether it keeps the order from becoming PAID until a person resolves it
     * @param since when it was seen first
     * @param detail what exactly, for a person to read
     */
    public record Attention(String reason, boolean blocking, Instant since, String detail) {}
}
