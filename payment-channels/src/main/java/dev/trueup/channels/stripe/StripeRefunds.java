package dev.trueup.channels.stripe;

import dev.trueup.channels.ChannelClient.NoAnswer;
import dev.trueup.channels.ChannelClient.NotKnown;
import dev.trueup.channels.ChannelClient.RefundAnswer;
import dev.trueup.channels.ChannelClient.RefundHandle;
import dev.trueup.channels.ChannelClient.RefundRequest;
import dev.trueup.channels.ChannelClient.RefundTold;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.stripe.StripeApi.Answer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The calls about refunds. Stripe does not know our refund numbers but hands them back in the refunds' metadata. */
final class StripeRefunds {
    private static final TypeReference<StripeObject.Refund> REFUND = new TypeReference<>() {};
    private static final TypeReference<StripeObject.Page<StripeObject.Refund>> REFUNDS = new TypeReference<>() {};

    private static final String PATH = "/v1/refunds";
    private static final String MOST = "100"; // of a page
    private static final int MOST_METADATA = 500;

    private final StripeApi api;

    StripeRefunds(StripeApi api) {
        this.api = api;
    }

    /**
     * Looks for the number first: the idempotency key is kept for 24 hours only, and a refund that is repeated later
     * must not be a second one. The key is for calls that come at the same time.
     */
    RefundAnswer refund(RefundRequest request) {
        RefundHandle asked = request.refund();
        RefundAnswer known = query(asked);
        return known instanceof NotKnown ? post(request) : known;
    }

    private RefundAnswer post(RefundRequest request) {
        RefundHandle asked = request.refund();
        StripeForm form;
        try {
            form = StripeForm.empty()
                    .with("payment_intent", asked.transactionId())
                    .with("amount", Long.toString(StripeAmounts.amount(request.money())))
                    .with(
                            "metadata[" + StripeMetadata.ORDER_NO + "]",
                            asked.payment().orderNo())
                    .with("metadata[" + StripeMetadata.REFUND_NO + "]", asked.refundNo())
                    .with("metadata[" + StripeMetadata.REASON + "]", shortened(request.reason()));
        } catch (IllegalArgumentException e) {
            return new Refused(true, "amount_not_refundable", Objects.requireNonNullElse(e.getMessage(), ""));
        }
        return switch (api.post(PATH, form, "refund-" + asked.refundNo(), REFUND)) {
            case Answer.Got<StripeObject.Refund>(var refund) -> told(asked, refund);
            case Answer.Failed<StripeObject.Refund> failed ->
                StripeApi.isMissing(failed) ? new NotKnown() : StripeApi.refused(failed);
            case Answer.None<StripeObject.Refund>(var why) -> why;
        };
    }

    private static @Nullable String shortened(@Nullable String reason) {
        return reason == null ? null : reason.substring(0, Math.min(reason.length(), MOST_METADATA));
    }

    private static RefundAnswer told(RefundHandle asked, StripeObject.Refund refund) {
        try {
            RefundReport report = StripeStatements.report(refund);
            return report.refundNo().equals(asked.refundNo())
                    ? new RefundTold(report)
                    : new Unanswered("the answer is about another refund number");
        } catch (IllegalArgumentException e) {
            return new Unanswered("unreadable answer: " + e.getMessage());
        }
    }

    RefundAnswer query(RefundHandle asked) {
        return switch (list(asked.transactionId())) {
            case Answer.Got<List<RefundReport>>(var reports) ->
                reports.stream()
                        .filter(report -> report.refundNo().equals(asked.refundNo()))
                        .findFirst()
                        .<RefundAnswer>map(RefundTold::new)
                        .orElseGet(NotKnown::new);
            case Answer.Failed<List<RefundReport>> failed ->
                StripeApi.isMissing(failed) ? new NotKnown() : StripeApi.refused(failed);
            case Answer.None<List<RefundReport>>(NoAnswer why) -> why;
        };
    }

    /** All refunds of a charged PaymentIntent: those expanded in it where they are all of them, or else asked for. */
    Answer<List<RefundReport>> reports(StripeObject.PaymentIntent intent) {
        StripeObject.Charge charge = expandedCharge(intent);
        return charge == null || charge.refunds() == null || charge.refunds().hasMore()
                ? list(intent.id())
                : new Answer.Got<>(reports(charge.refunds()));
    }

    private Answer<List<RefundReport>> list(String intentId) {
        StripeForm query = StripeForm.empty().with("payment_intent", intentId).with("limit", MOST);
        return switch (api.get(PATH, query, REFUNDS)) {
            case Answer.Got<StripeObject.Page<StripeObject.Refund>>(var page) -> whole(page);
            case Answer.Failed<StripeObject.Page<StripeObject.Refund>>(var status, var error) ->
                new Answer.Failed<>(status, error);
            case Answer.None<StripeObject.Page<StripeObject.Refund>>(var why) -> new Answer.None<>(why);
        };
    }

    private static Answer<List<RefundReport>> whole(StripeObject.Page<StripeObject.Refund> page) {
        if (page.hasMore()) {
            return new Answer.None<>(new Unanswered("a payment with more than " + MOST + " refunds is not read"));
        }
        try {
            return new Answer.Got<>(reports(page));
        } catch (IllegalArgumentException e) {
            return new Answer.None<>(new Unanswered("unreadable answer: " + e.getMessage()));
        }
    }

    private static List<RefundReport> reports(StripeObject.Page<StripeObject.Refund> page) {
        return page.data().stream().map(StripeStatements::report).toList();
    }

    /** The charge inside {@code intent}; null where only its id is there. */
    static StripeObject.@Nullable Charge expandedCharge(StripeObject.PaymentIntent intent) {
        JsonNode charge = intent.latestCharge();
        if (charge == null || !charge.isObject()) {
            return null;
        }
        try {
            return StripeJson.MAPPER.treeToValue(charge, StripeObject.Charge.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("latest_charge is not what it should be", e);
        }
    }
}
