package dev.trueup.channels.stripe;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads Stripe's objects into statements. The PaymentIntent's id is the transaction: it is charged at most once, and
 * charges and refunds of every API version name it.
 *
 * <p>Each method throws IllegalArgumentException naming the field where an object is not what Stripe documents.
 */
final class StripeStatements {
    private static final Pattern NUMBER = Pattern.compile("[!-~]{1,64}");
    private static final Pattern REFERENCE_TEXT = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,64}");

    private StripeStatements() {}

    /** The order number in {@code metadata}; null where the object is not one of ours. */
    static @Nullable String orderNo(@Nullable Map<String, String> metadata) {
        return text(metadata, StripeMetadata.ORDER_NO, NUMBER);
    }

    private static @Nullable String text(@Nullable Map<String, String> metadata, String key, Pattern form) {
        String value = metadata == null ? null : metadata.get(key);
        if (value != null && !form.matcher(value).matches()) {
            throw new IllegalArgumentException("metadata." + key + " is not what it should be");
        }
        return value;
    }

    private static String ourOrderNo(@Nullable Map<String, String> metadata) {
        String orderNo = orderNo(metadata);
        if (orderNo == null) {
            throw new IllegalArgumentException("metadata." + StripeMetadata.ORDER_NO + " is missing");
        }
        return orderNo;
    }

    /**
     * What a PaymentIntent says.
     *
     * @param merchantId see {@link StripeCredentials#merchantId}
     * @param chargedAt when it was charged, if it was: the object does not tell
     */
    static ChannelStatement of(
            StripeObject.PaymentIntent intent,
            String merchantId,
            @Nullable Instant chargedAt,
            List<RefundReport> refunds) {
        Said said = said(intent);
        Instant occurredAt = switch (said) {
            case PAID -> chargedAt;
            case CLOSED -> intent.canceledAt() == null ? null : Instant.ofEpochSecond(intent.canceledAt());
            default -> null;
        };
        return new ChannelStatement(
                ChannelIds.STRIPE,
                merchantId,
                ourOrderNo(intent.metadata()),
                text(intent.metadata(), StripeMetadata.REFERENCE, REFERENCE_TEXT),
                said,
                said == Said.PAID ? intent.id() : null,
                total(intent, said),
                occurredAt,
                said == Said.PAID ? refunds : List.of());
    }

    /**
     * Money received is a charge, whatever else the object says. {@code FAILED} does not come: an intent whose attempt
     * was declined waits for another.
     *
     * @see <a href="https://docs.stripe.com/payments/paymentintents/lifecycle">the lifecycle</a>
     */
    static Said said(StripeObject.PaymentIntent intent) {
        boolean received = intent.amountReceived() != null && intent.amountReceived() > 0;
        return switch (intent.status()) {
            case "succeeded" -> Said.PAID;
            case "canceled" -> received ? Said.PAID : Said.CLOSED;
            // requires_source was its name before 2019-02-11
            case "requires_payment_method", "requires_source" ->
                received ? Said.PAID : intent.lastPaymentError() == null ? Said.UNPAID : Said.DECLINED;
            case "requires_confirmation",
                    "requires_action",
                    "requires_source_action",
                    "processing",
                    "requires_capture" -> received ? Said.PAID : Said.UNPAID;
            default -> throw new IllegalArgumentException("status is not one of a PaymentIntent's");
        };
    }

    /** Where less or more than the amount was captured, that is what was charged, and it agrees with no order. */
    private static Money total(StripeObject.PaymentIntent intent, Said said) {
        long amount = said == Said.PAID && intent.amountReceived() != null ? intent.amountReceived() : intent.amount();
        if (amount < 1) {
            throw new IllegalArgumentException("amount must be at least 1");
        }
        return StripeAmounts.money(amount, intent.currency());
    }

    /** What a charge says that was refunded, at least in part. */
    static ChannelStatement of(StripeObject.Charge charge, String merchantId) {
        List<StripeObject.Refund> refunds =
                charge.refunds() == null ? List.of() : charge.refunds().data();
        return new ChannelStatement(
                ChannelIds.STRIPE,
                merchantId,
                ourOrderNo(charge.metadata()),
                text(charge.metadata(), StripeMetadata.REFERENCE, REFERENCE_TEXT),
                Said.PAID,
                intentId(charge.paymentIntent()),
                StripeAmounts.money(
                        Objects.requireNonNullElse(charge.amountCaptured(), charge.amount()), charge.currency()),
                charge.created() == null ? null : Instant.ofEpochSecond(charge.created()),
                refunds.stream().map(StripeStatements::report).toList());
    }

    /** What a refund says: it proves the charge, but tells neither its total nor when it happened. */
    static ChannelStatement of(StripeObject.Refund refund, String merchantId) {
        return new ChannelStatement(
                ChannelIds.STRIPE,
                merchantId,
                ourOrderNo(refund.metadata()),
                text(refund.metadata(), StripeMetadata.REFERENCE, REFERENCE_TEXT),
                Said.PAID,
                intentId(refund.paymentIntent()),
                null,
                null,
                List.of(report(refund)));
    }

    /** That the charge which {@code paid} tells of is disputed. */
    static ChannelStatement disputed(ChannelStatement paid) {
        return new ChannelStatement(
                paid.channel(),
                paid.merchantId(),
                paid.orderNo(),
                paid.reference(),
                Said.DISPUTED,
                paid.transactionId(),
                paid.total(),
                null,
                List.of());
    }

    private static String intentId(@Nullable JsonNode node) {
        String id = node == null ? "" : StripeJson.id(node);
        StripeObject.requireId("payment_intent", id);
        return id;
    }

    /**
     * A refund without a number of ours was made at Stripe, by a person at its dashboard: it goes by Stripe's id. One that
     * failed, even days after it had succeeded, is not tried again: the money is back on the merchant's balance.
     *
     * @see <a href="https://docs.stripe.com/refunds#failed-refunds">failed refunds</a>
     */
    static RefundReport report(StripeObject.Refund refund) {
        String ours = text(refund.metadata(), StripeMetadata.REFUND_NO, NUMBER);
        Progress progress = switch (refund.status()) {
            case "pending", "requires_action" -> Progress.PENDING;
            case "succeeded" -> Progress.SUCCEEDED;
            case "failed", "canceled" -> Progress.RETURNED;
            default -> throw new IllegalArgumentException("status is not one of a refund's");
        };
        return new RefundReport(
                Objects.requireNonNullElse(ours, refund.id()),
                StripeAmounts.money(refund.amount(), refund.currency()),
                progress);
    }
}
