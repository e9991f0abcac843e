package dev.trueup.channels;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls a merchant makes to a channel. Each is bounded in time by the channel's settings, never throws for what a
 * network or a channel can do, and may be repeated with the same numbers without a second effect.
 */
public interface ChannelClient {
    /** The channel's id. */
    String channel();

    /** The merchant's id at the channel. */
    String merchantId();

    /** Asks the channel to take a payment. Its answer never proves one. */
    CreateAnswer create(PaymentRequest request);

    /** Asks what the channel knows about an order number. */
    QueryAnswer query(String orderNo);

    /** Asks the channel to take no payment for the order any more. */
    CloseAnswer close(String orderNo);

    /** Asks the channel to give money back. Acceptance is not success: only a query tells that. */
    RefundAnswer refund(RefundRequest request);

    /**
     * What the channel is asked to take.
     *
     * @param reference the merchant's purchase id, handed back by the channel; at most 64 characters
     * @param expiresAt until when the channel may take the payment, wall time
     */
    record PaymentRequest(
            String orderNo,
            Money total,
            @Nullable String reference,
            @Nullable String subject,
            Instant expiresAt) {}

    /**
     * What the channel is asked to give back.
     *
     * @param refundNo the same number is the same refund
     * @param money at most what was paid and not yet given back
     */
    record RefundRequest(
            String orderNo,
            String refundNo,
            Money money,
            @Nullable String reason) {}

    sealed interface CreateAnswer permits Created, NumberTaken, NoAnswer {}

    sealed interface QueryAnswer permits Told, NoAnswer {}

    sealed interface CloseAnswer permits Closed, AlreadyPaid, NotKnown, NoAnswer {}

    sealed interface RefundAnswer permits RefundAccepted, NotKnown, NoAnswer {}

    /** What any call may come to instead of its own answers. */
    sealed interface NoAnswer extends CreateAnswer, QueryAnswer, CloseAnswer, RefundAnswer
            permits Refused, Throttled, Unanswered {}

    /**
     * The channel takes payments for this order.
     *
     * @param instructions what the buyer needs to pay, by name ({@code payUrl}, {@code codeUrl}, …); secret
     * @param said what the answer claims about the order: believed for nothing, compared with what was asked
     */
    record Created(Map<String, String> instructions, ChannelStatement said) implements CreateAnswer {}

    /** The channel has the number already, perhaps from an earlier try of the same call. */
    record NumberTaken() implements CreateAnswer {}

    record Told(ChannelStatement statement) implements QueryAnswer {}

    /** The channel takes no payment for it any more, and took none. */
    record Closed() implements CloseAnswer {}

    record AlreadyPaid() implements CloseAnswer {}

    /** The channel does not know the order number. */
    record NotKnown() implements CloseAnswer, RefundAnswer {}

    record RefundAccepted(ChannelStatement.RefundReport report) implements RefundAnswer {}

    /**
     * The channel says no.
     *
     * @param definitive whether the same request can never succeed
     * @param code the channel's own error code
     */
    record Refused(boolean definitive, String code, String message) implements NoAnswer {}

    /** The channel asks for fewer calls. */
    record Throttled() implements NoAnswer {}

    /**
     * No usable answer: time-out, broken connection, server error, nonsense. What the call did is unknown.
     *
     * @param why for people; without secrets and payloads
     */
    record Unanswered(String why) implements NoAnswer {}
}
