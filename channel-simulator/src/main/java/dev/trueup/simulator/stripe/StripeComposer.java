package dev.trueup.simulator.stripe;

import dev.trueup.channels.stripe.StripeCredentials;
import dev.trueup.channels.stripe.StripeNoticeSigner;
import dev.trueup.channels.stripe.StripeObject;
import dev.trueup.channels.stripe.StripeRequests;
import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.Saying;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Notice.What;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.plan.Fault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Stripe's events, honest and otherwise. What was tampered with carries the signature of what it was before; what is
 * forged carries a stranger's.
 */
final class StripeComposer {
    private static final String SIGNATURE = "stripe-signature";
    private static final Pattern FIRST_DIGIT = Pattern.compile("v1=[0-9a-f]");

    private final StripeCredentials credentials;
    private final StripeViews views;
    private final StripeNoticeSigner stranger;

    StripeComposer(StripeCredentials credentials) {
        this.credentials = credentials;
        this.views = new StripeViews(credentials.livemode());
        this.stranger =
                new StripeNoticeSigner(List.of("whsec_" + StripeIds.hash("a stranger to " + credentials.apiKey())));
    }

    /** Writes the event, signed by {@code channel} where it is Stripe's own. */
    Callback compose(StripeNoticeSigner channel, Order order, Notice notice, Instant signedAt) {
        Saying sent = Saying.sent(order, notice);
        Saying before = Saying.signed(order, notice);
        byte[] body = channel.body(event(order, notice, sent));
        byte[] signed = before.equals(sent) ? body : channel.body(event(order, notice, before));
        StripeNoticeSigner signer = notice.fault() == Fault.FORGED ? stranger : channel;
        Map<String, String> headers = new LinkedHashMap<>(signer.headers(signedAt, signed));
        if (notice.fault() == Fault.TAMPERED_SIGNATURE) {
            headers.computeIfPresent(SIGNATURE, (name, signature) -> otherwise(signature));
        }
        return new Callback(headers, body);
    }

    private StripeObject.Event event(Order order, Notice notice, Saying saying) {
        return new StripeObject.Event(
                "evt_" + StripeIds.hash(notice.noticeId() + saying.what()),
                StripeObject.Event.OBJECT,
                credentials.apiVersion(),
                credentials.accountId(),
                notice.madeAt().getEpochSecond(),
                credentials.livemode(),
                1,
                null,
                type(saying.what()),
                new StripeObject.Event.Data(object(order.numbered(saying.orderNo()), notice, saying)));
    }

    private static String type(What what) {
        return switch (what) {
            case PAYMENT_SUCCEEDED -> "payment_intent.succeeded";
            case PAYMENT_FAILED -> "payment_intent.payment_failed";
            case PAYMENT_CLOSED -> "payment_intent.canceled";
            case REFUND_SUCCEEDED -> "refund.updated";
            case REFUND_FAILED -> "refund.failed";
            case CHARGE_DISPUTED -> "charge.dispute.created";
        };
    }

    private JsonNode object(Order order, Notice notice, Saying saying) {
        long amount = saying.amount();
        String id = Objects.requireNonNullElseGet(notice.transactionId(), () -> StripeIds.intent(order.orderNo(), 1));
        return switch (saying.what()) {
            case PAYMENT_SUCCEEDED ->
                intent(
                        order,
                        id,
                        amount,
                        StripeViews.State.paid(
                                StripeViews.units(amount, order.currency()),
                                StripeRequests.node(StripeIds.charge(id))));
            case PAYMENT_FAILED -> intent(order, id, amount, StripeViews.State.open(true));
            case PAYMENT_CLOSED -> intent(order, id, amount, StripeViews.State.canceled(notice.madeAt()));
            case REFUND_SUCCEEDED -> refund(order, notice, id, "succeeded");
            case REFUND_FAILED -> refund(order, notice, id, "failed");
            case CHARGE_DISPUTED -> dispute(order, id, amount, notice.madeAt());
        };
    }

    private JsonNode intent(Order order, String id, long amount, StripeViews.State state) {
        return StripeRequests.node(views.intent(order, id, amount, state, null, null));
    }

    private JsonNode refund(Order order, Notice notice, String intentId, String status) {
        String refundNo = Objects.requireNonNull(notice.refundNo(), "a refund has a number");
        return StripeRequests.node(views.refund(order, intentId, refundNo, notice.amount(), status, null));
    }

    /** A dispute has metadata of its own, so that only its PaymentIntent says what it is about. */
    private JsonNode dispute(Order order, String intentId, long amount, Instant at) {
        Map<String, Object> dispute = new TreeMap<>();
        dispute.put("id", StripeIds.dispute(intentId));
        dispute.put("object", "dispute");
        dispute.put("amount", StripeViews.units(amount, order.currency()));
        dispute.put("charge", StripeIds.charge(intentId));
        dispute.put("created", at.getEpochSecond());
        dispute.put("currency", StripeViews.currency(order));
        dispute.put("livemode", credentials.livemode());
        dispute.put("metadata", Map.of());
        dispute.put("payment_intent", intentId);
        dispute.put("reason", "fraudulent");
        dispute.put("status", "needs_response");
        return StripeRequests.node(dispute);
    }

    /** The same header with the first digit of every signature replaced. */
    private static String otherwise(String header) {
        return FIRST_DIGIT.matcher(header).replaceAll(found -> found.group().endsWith("0") ? "v1=1" : "v1=0");
    }
}
