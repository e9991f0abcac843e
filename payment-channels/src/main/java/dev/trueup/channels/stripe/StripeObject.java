package dev.trueup.channels.stripe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The objects of Stripe's API, as far as both sides need them. Amounts are in the currency's smallest unit as Stripe
 * counts it (see {@link StripeAmounts}), currencies in lower case, times in seconds. What another API version of Stripe
 * may leave out or write in another form is nullable or a node.
 */
public final class StripeObject {
    /** Ids become paths, keys and log lines. */
    private static final Pattern ID = Pattern.compile("\\w{1,255}");

    private static final Pattern CURRENCY = Pattern.compile("[a-z]{3}");

    /** The end of the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    private StripeObject() {}

    /**
     * <a href="https://docs.stripe.com/api/payment_intents/object">PaymentIntent</a>.
     *
     * @param amountReceived what was captured
     * @param latestCharge id or {@link Charge}
     * @param clientSecret what the buyer's browser pays by; secret
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PaymentIntent(
            String id,
            String object,
            long amount,
            @Nullable Long amountReceived,
            String currency,
            String status,
            boolean livemode,
            @Nullable Long created,
            @Nullable Long canceledAt,
            @Nullable String cancellationReason,
            @Nullable String clientSecret,
            @Nullable String description,
            @Nullable JsonNode lastPaymentError,
            @Nullable JsonNode latestCharge,
            @Nullable Map<String, String> metadata) {
        public static final String OBJECT = "payment_intent";

        public PaymentIntent {
            requireObject(OBJECT, object);
            requireId("id", id);
            requireAmount("amount", amount);
            requireAmount("amount_received", amountReceived);
            requireCurrency(currency);
            requireSeconds("created", created);
            requireSeconds("canceled_at", canceledAt);
            // Stripe writes null where there was no error
            lastPaymentError = lastPaymentError == null || lastPaymentError.isNull() ? null : lastPaymentError;
        }
    }

    /**
     * <a href="https://docs.stripe.com/api/charges/object">Charge</a>.
     *
     * @param amountCaptured what was really taken
     * @param paymentIntent id or object; null for a charge made without one
     * @param disputed whether the buyer's bank has ever questioned it
     * @param refunds only where asked for, and in API versions before 2022-11-15
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Charge(
            String id,
            String object,
            long amount,
            @Nullable Long amountCaptured,
            @Nullable Long amountRefunded,
            String currency,
            @Nullable Long created,
            @Nullable JsonNode paymentIntent,
            @Nullable Map<String, String> metadata,
            @Nullable Boolean disputed,
            @Nullable Page<Refund> refunds) {
        public static final String OBJECT = "charge";

        public Charge {
            requireObject(OBJECT, object);
            requireId("id", id);
            requireAmount("amount", amount);
            requireAmount("amount_captured", amountCaptured);
            requireAmount("amount_refunded", amountRefunded);
            requireCurrency(currency);
            requireSeconds("created", created);
        }
    }

    /**
     * <a href="https://docs.stripe.com/api/refunds/object">Refund</a>.
     *
     * @param paymentIntent id or object; null for the refund of a charge made without one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Refund(
            String id,
            String object,
            long amount,
            String currency,
            String status,
            @Nullable Long created,
            @Nullable JsonNode charge,
            @Nullable JsonNode paymentIntent,
            @Nullable Map<String, String> metadata) {
        public static final String OBJECT = "refund";

        public Refund {
            requireObject(OBJECT, object);
            requireId("id", id);
            requireAmount("amount", amount);
            requireCurrency(currency);
            requireSeconds("created", created);
        }
    }

    /**
     * A list of objects, or what a search found.
     *
     * @param object {@code list} or {@code search_result}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page<T>(
            String object,
            List<T> data,
            boolean hasMore,
            @Nullable String url) {
        public Page {
            data = List.copyOf(data);
        }
    }

    /**
     * <a href="https://docs.stripe.com/api/events/object">Event</a>: the body of a webhook.
     *
     * @param account the connected account it happened in; only told to platforms
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(
            String id,
            String object,
            @Nullable String apiVersion,
            @Nullable String account,
            long created,
            boolean livemode,
            @Nullable Integer pendingWebhooks,
            @Nullable JsonNode request,
            String type,
            Data data) {
        public static final String OBJECT = "event";

        public Event {
            requireObject(OBJECT, object);
            requireId("id", id);
            requireSeconds("created", created);
            if (account != null) {
                requireId("account", account);
            }
        }

        /** What it happened to, as it was then. */
        public record Data(JsonNode object) {}
    }

    private static void requireObject(String expected, String object) {
        if (!expected.equals(object)) {
            throw new IllegalArgumentException("object must be " + expected);
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static void requireId(String field, String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException(field + " must be letters, digits and underscores, at most 255");
        }
    }

    private static void requireAmount(String field, @Nullable Long amount) {
        if (amount != null && amount < 0) {
            throw new IllegalArgumentException(field + " must not be negative");
        }
    }

    private static void requireCurrency(String currency) {
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("currency must be three small letters");
        }
    }

    private static void requireSeconds(String field, @Nullable Long seconds) {
        if (seconds != null && (seconds < 0 || seconds > LATEST)) {
            throw new IllegalArgumentException(field + " must be seconds since 1970");
        }
    }
}
