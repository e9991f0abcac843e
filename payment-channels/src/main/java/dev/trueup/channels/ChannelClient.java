package dev.trueup.channels;

import java.time.Instant;
import java.util.List;
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

    /**
     * Whether nothing but repeating a create call tells what became of it: where its answer was lost, no query says that
     * there is no such payment, and the repetition tells of the payment that the first call made, or makes it.
     */
    default boolean foundOnlyByCreating() {
        return false;
    }

    /** Asks the channel to take a payment. Its answer never proves one. */
    CreateAnswer create(PaymentRequest request);

    /** Asks what the channel knows about an order. */
    QueryAnswer query(PaymentHandle payment);

    /** Asks the channel to take no payment for the order any more. */
    CloseAnswer close(PaymentHandle payment);

    /** Asks the channel to give money back. Acceptance is not success: only a query tells that. */
    RefundAnswer refund(RefundRequest request);

    /** Asks what became of a refund that was requested before. */
    RefundAnswer queryRefund(RefundHandle refund);

    /**
     * What a channel knows a payment by.
     *
     * @param channelReference the channel's own id of it, as {@link Created} told; null where it told none or its answer
     *     was lost. A channel that can be asked by the order number needs none
     */
    record PaymentHandle(String orderNo, @Nullable String channelReference) {}

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
     * What a channel knows a refund by.
     *
     * @param transactionId the channel's number of the charge, where one order may have been charged twice
     * @param refundNo the merchant's
     */
    record RefundHandle(PaymentHandle payment, String transactionId, String refundNo) {}

    /**
     * What the channel is asked to give back.
     *
     * @param refund its number: the same number is the same refund
     * @param charged the whole of the charge it is taken from
     * @param money at most what was charged and not yet given back
     */
    record RefundRequest(
            RefundHandle refund,
            Money charged,
            Money money,
            @Nullable String reason) {}

    sealed interface CreateAnswer permits Created, NumberTaken, NoAnswer {}

    sealed interface QueryAnswer permits Told, NoAnswer {}

    sealed interface CloseAnswer permits Closed, AlreadyPaid, NotKnown, NoAnswer {}

    sealed interface RefundAnswer permits RefundTold, NotKnown, NoAnswer {}

    /** What any call may come to instead of its own answers. */
    sealed interface NoAnswer extends CreateAnswer, QueryAnswer, CloseAnswer, RefundAnswer
            permits Refused, Throttled, Unanswered {}

    /**
     * The channel takes payments for this order.
     *
     * @param instructions what the buyer needs to pay, by name ({@code payUrl}, {@code codeUrl}, …); secret
     * @param said what the answer claims about the order: believed for nothing, compared with what was asked
     * @param channelReference see {@link PaymentHandle}
     */
    record Created(
            Map<String, String> instructions,
            ChannelStatement said,
            @Nullable String channelReference) implements CreateAnswer {}

    /** The channel has the number already, perhaps from an earlier try of the same call. */
    record NumberTaken() implements CreateAnswer {}

    /**
     * What the channel knows.
     *
     * @param statements all about the order asked for, at least one; more than one where it was charged more than once
     */
    record Told(List<ChannelStatement> statements) implements QueryAnswer {
        public Told {
            if (statements.isEmpty()) {
                throw new IllegalArgumentException("a channel that was asked says something");
            }
            statements = List.copyOf(statements);
        }

        public Told(ChannelStatement statement) {
            this(List.of(statement));
        }
    }

    /** The channel takes no payment for it any more, and took none. */
    record Closed() implements CloseAnswer {}

    record AlreadyPaid() implements CloseAnswer {}

    /** The channel does not know the order, or the refund. */
    record NotKnown() implements CloseAnswer, RefundAnswer {}

    /** What the channel says about the refund; told by the call that requests it, it is an acceptance at most. */
    record RefundTold(ChannelStatement.RefundReport report) implements RefundAnswer {}

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
