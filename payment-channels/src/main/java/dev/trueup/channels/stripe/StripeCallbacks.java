package dev.trueup.channels.stripe;

import dev.trueup.channels.CallbackAnswer;
import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.json.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Stripe's webhooks, on the merchant's side. Events about a PaymentIntent tell what it was at that moment; events about
 * a refund tell of the refund; those about a dispute name the PaymentIntent and no order; the charge's own events say what
 * the PaymentIntent's say.
 *
 * @see <a href="https://docs.stripe.com/api/events/types">event types</a>
 */
public final class StripeCallbacks implements CallbackProtocol {
    private static final Set<String> REFUND_EVENTS =
            Set.of("refund.created", "refund.updated", "refund.failed", "charge.refund.updated");

    private static final String DISPUTES = "charge.dispute.";
    private static final String NO_TYPE = "type is missing or not what it should be";

    private final StripeSignature signature;

    public StripeCallbacks(StripeCredentials credentials) {
        this.signature = new StripeSignature(credentials.webhookSecrets());
    }

    @Override
    public String channel() {
        return ChannelIds.STRIPE;
    }

    @Override
    public Set<String> signatureHeaders() {
        return Set.of(StripeSignature.HEADER);
    }

    @Override
    public Verification verify(ReceivedCallback callback, Instant now) {
        return signature.verify(callback, now);
    }

    @Override
    public Reading read(byte[] body) {
        StripeObject.Event event;
        try {
            event = StrictJson.read(StripeJson.MAPPER, body, StripeObject.Event.class);
        } catch (JacksonException e) {
            return noEvent(body, e);
        }
        try {
            if (event.type().isEmpty()) {
                return unreadable(NO_TYPE);
            }
            if (!isRelevant(event.type())) {
                return new Reading.Irrelevant(event.type());
            }
            return event.type().startsWith(DISPUTES) ? disputed(event) : told(event);
        } catch (JacksonException e) {
            return unreadable(StrictJson.wrong(e));
        } catch (IllegalArgumentException e) { // an object that cannot be, in words that name the field
            return unreadable(Objects.requireNonNullElse(e.getMessage(), "refused"));
        }
    }

    private static boolean isRelevant(String type) {
        return type.startsWith("payment_intent.")
                || type.startsWith(DISPUTES)
                || type.equals("charge.refunded")
                || REFUND_EVENTS.contains(type);
    }

    /** What is about something else need not look like an event that we know. */
    private static Reading noEvent(byte[] body, JacksonException wrong) {
        try {
            String type = StripeJson.MAPPER.readTree(body).path("type").stringValue("");
            if (type.isEmpty()) {
                return unreadable(NO_TYPE);
            }
            return isRelevant(type) ? unreadable(StrictJson.wrong(wrong)) : new Reading.Irrelevant(type);
        } catch (JacksonException e) {
            return unreadable(StrictJson.wrong(e));
        }
    }

    /** A dispute has metadata of its own, so that only its PaymentIntent says what it is about. */
    private static Reading disputed(StripeObject.Event event) {
        String intentId = StripeJson.id(event.data().object().path("payment_intent"));
        if (intentId.isEmpty()) {
            return new Reading.Irrelevant(event.type() + " (of a charge without a PaymentIntent)");
        }
        return StripeObject.isId(intentId)
                ? new Reading.OfCharge(intentId, event.type())
                : unreadable("payment_intent is not an id");
    }

    private static Reading told(StripeObject.Event event) {
        String merchantId = StripeCredentials.merchantId(event.account(), event.livemode());
        JsonNode object = event.data().object();
        if (event.type().startsWith("payment_intent.")) {
            return told(event, object(object, StripeObject.PaymentIntent.class), merchantId);
        }
        if (event.type().equals("charge.refunded")) {
            StripeObject.Charge charge = object(object, StripeObject.Charge.class);
            return ours(charge.metadata()) ? new Reading.Told(StripeStatements.of(charge, merchantId)) : foreign(event);
        }
        StripeObject.Refund refund = object(object, StripeObject.Refund.class);
        return ours(refund.metadata()) ? new Reading.Told(StripeStatements.of(refund, merchantId)) : foreign(event);
    }

    private static <T> T object(JsonNode node, Class<T> type) {
        return StripeJson.MAPPER.treeToValue(node, type);
    }

    private static Reading told(StripeObject.Event event, StripeObject.PaymentIntent intent, String merchantId) {
        if (!ours(intent.metadata())) {
            return foreign(event);
        }
        if (intent.livemode() != event.livemode()) {
            return unreadable("livemode of the event and of its object disagree");
        }
        ChannelStatement statement =
                StripeStatements.of(intent, merchantId, Instant.ofEpochSecond(event.created()), List.of());
        return agrees(event.type(), statement.said())
                ? new Reading.Told(statement)
                : unreadable("type and the status of the object disagree");
    }

    /** The type and the status say the same thing twice; where they differ, neither is believed. */
    private static boolean agrees(String type, Said said) {
        return switch (type) {
            case "payment_intent.succeeded" -> said == Said.PAID;
            case "payment_intent.canceled" -> said == Said.CLOSED;
            case "payment_intent.payment_failed" -> said == Said.DECLINED || said == Said.UNPAID;
            default -> true;
        };
    }

    private static boolean ours(@Nullable Map<String, String> metadata) {
        return StripeStatements.orderNo(metadata) != null;
    }

    /** Of somebody else on the same account, or made at the dashboard. */
    private static Reading foreign(StripeObject.Event event) {
        return new Reading.Irrelevant(event.type() + " (no " + StripeMetadata.ORDER_NO + " in its metadata)");
    }

    private static Reading unreadable(String why) {
        return new Reading.Unreadable("stripe event: " + why);
    }

    @Override
    public @Nullable String orderNoHint(byte[] body) {
        try {
            String orderNo = StripeJson.MAPPER
                    .readTree(body)
                    .path("data")
                    .path("object")
                    .path("metadata")
                    .path(StripeMetadata.ORDER_NO)
                    .stringValue("");
            return orderNo.isEmpty() ? null : StripeStatements.orderNo(Map.of(StripeMetadata.ORDER_NO, orderNo));
        } catch (JacksonException | IllegalArgumentException e) {
            return null; // whatever it is, it names no order
        }
    }

    @Override
    public CallbackAnswer accepted() {
        return CallbackAnswer.empty(200);
    }
}
