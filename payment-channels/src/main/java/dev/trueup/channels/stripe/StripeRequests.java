package dev.trueup.channels.stripe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The channel's side of the API: reads the merchant's requests, writes the objects and the refusals. */
public final class StripeRequests {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}");
    private static final Pattern CURRENCY = Pattern.compile("[a-zA-Z]{3}");
    private static final Pattern BY_METADATA =
            Pattern.compile("metadata\\['([\\w-]{1,40})'\\]:'((?:[^'\\\\]|\\\\.)*)'");

    /** Stripe takes no charge of less than about half a dollar; this is the smallest of its minimums. */
    private static final long LEAST_AMOUNT = 1;

    private static final long MOST_AMOUNT = 99_999_999_999L;

    private StripeRequests() {}

    /** What a request comes to. */
    public sealed interface Parsed<T> {
        record Understood<T>(T request) implements Parsed<T> {}

        record Wrong<T>(Refusal refusal) implements Parsed<T> {}
    }

    /**
     * A refusal with its HTTP status.
     *
     * @param body to be written by {@link #json}
     */
    public record Refusal(int status, StripeError body) {
        /** 400: a parameter is missing or wrong. */
        public static Refusal invalid(String param, String message) {
            return new Refusal(400, StripeError.of(StripeError.INVALID_REQUEST, "parameter_invalid", message, param));
        }

        /** 401: the key is not the merchant's. */
        public static Refusal unauthorized() {
            return new Refusal(
                    401, StripeError.of(StripeError.INVALID_REQUEST, null, "Invalid API Key provided", null));
        }

        /** 404: there is no such object. */
        public static Refusal missing(String param, String what, String id) {
            return new Refusal(
                    404,
                    StripeError.of(
                            StripeError.INVALID_REQUEST,
                            StripeError.RESOURCE_MISSING,
                            "No such " + what + ": '" + id + "'",
                            param));
        }

        /** 400: the idempotency key was used with other parameters. */
        public static Refusal keyReused() {
            return new Refusal(
                    400,
                    StripeError.of(
                            StripeError.IDEMPOTENCY, null, "This key was first used with other parameters", null));
        }

        /** 409: a call with the same idempotency key is being executed. */
        public static Refusal keyInUse() {
            return new Refusal(
                    409,
                    StripeError.of(
                            StripeError.IDEMPOTENCY,
                            StripeError.KEY_IN_USE,
                            "Another request with this key is being executed",
                            null));
        }

        /** 400: the PaymentIntent's state forbids the call. */
        public static Refusal unexpectedState(StripeObject.PaymentIntent intent) {
            return new Refusal(
                    400,
                    new StripeError(new StripeError.Detail(
                            StripeError.INVALID_REQUEST,
                            StripeError.UNEXPECTED_STATE,
                            "A PaymentIntent with status " + intent.status() + " does not allow this",
                            null,
                            intent)));
        }

        /** 400: nothing is left to refund. */
        public static Refusal alreadyRefunded() {
            return new Refusal(
                    400,
                    StripeError.of(
                            StripeError.INVALID_REQUEST,
                            StripeError.ALREADY_REFUNDED,
                            "The charge has already been refunded",
                            null));
        }

        /** 429: too many calls. */
        public static Refusal rateLimited() {
            return new Refusal(
                    429,
                    StripeError.of(StripeError.INVALID_REQUEST, StripeError.RATE_LIMIT, "Too many requests", null));
        }

        /** 404: Stripe has no such path. */
        public static Refusal unknownUrl(String method, String path) {
            String message = "Unrecognized request URL (" + method + ": " + path + ")";
            return new Refusal(404, StripeError.of(StripeError.INVALID_REQUEST, null, message, null));
        }

        /** 413: larger than any request may be. */
        public static Refusal tooLarge() {
            return new Refusal(413, StripeError.of(StripeError.INVALID_REQUEST, null, "The body is too large", null));
        }

        /** 503: Stripe is away. */
        public static Refusal unavailable() {
            return new Refusal(503, StripeError.of(StripeError.API, null, "Stripe is not available", null));
        }

        /** 500: something went wrong, nobody says what. */
        public static Refusal broken() {
            return new Refusal(500, StripeError.of(StripeError.API, null, "An unknown error occurred", null));
        }
    }

    /** {@code POST /v1/payment_intents}. */
    public record CreateIntent(
            long amount, String currency, @Nullable String description, Map<String, String> metadata) {}

    /**
     * {@code POST /v1/refunds}.
     *
     * @param amount null for all that is left
     */
    public record CreateRefund(
            String paymentIntent, @Nullable Long amount, Map<String, String> metadata) {}

    /** Whether {@code authorization}, a Bearer token or the user name of Basic, is {@code apiKey}. */
    public static boolean isAuthorized(@Nullable String authorization, String apiKey) {
        return authorization != null
                && (equal(authorization, "Bearer " + apiKey)
                        || equal(
                                authorization,
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString((apiKey + ":").getBytes(StandardCharsets.UTF_8))));
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the parameters of a new PaymentIntent. */
    public static Parsed<CreateIntent> createIntent(StripeForm form) {
        String amount = form.get("amount");
        String currency = form.get("currency");
        if (amount == null || !AMOUNT.matcher(amount).matches() || !isChargeable(Long.parseLong(amount))) {
            return wrong("amount", "amount must be a positive integer in the smallest unit");
        }
        if (currency == null || !CURRENCY.matcher(currency).matches()) {
            return wrong("currency", "currency must be a three-letter ISO code");
        }
        return new Parsed.Understood<>(new CreateIntent(
                Long.parseLong(amount),
                currency.toLowerCase(Locale.ROOT),
                form.get("description"),
                form.nested("metadata")));
    }

    private static boolean isChargeable(long amount) {
        return amount >= LEAST_AMOUNT && amount <= MOST_AMOUNT;
    }

    /** Reads the parameters of a new refund. */
    public static Parsed<CreateRefund> createRefund(StripeForm form) {
        String intent = form.get("payment_intent");
        String amount = form.get("amount");
        if (intent == null || !StripeObject.isId(intent)) {
            return wrong("payment_intent", "payment_intent must be the id of a PaymentIntent");
        }
        if (amount != null && (!AMOUNT.matcher(amount).matches() || !isChargeable(Long.parseLong(amount)))) {
            return wrong("amount", "amount must be a positive integer in the smallest unit");
        }
        return new Parsed.Understood<>(
                new CreateRefund(intent, amount == null ? null : Long.valueOf(amount), form.nested("metadata")));
    }

    /** The order number that {@code GET /v1/payment_intents/search} looks for: the one query that is understood. */
    public static Parsed<String> searchedOrderNo(StripeForm query) {
        String text = query.get("query");
        Matcher matcher = BY_METADATA.matcher(text == null ? "" : text);
        return matcher.matches() && matcher.group(1).equals(StripeMetadata.ORDER_NO)
                ? new Parsed.Understood<>(matcher.group(2).replaceAll("\\\\(.)", "$1"))
                : wrong("query", "only metadata['" + StripeMetadata.ORDER_NO + "']:'…' is understood");
    }

    private static <T> Parsed<T> wrong(String param, String message) {
        return new Parsed.Wrong<>(Refusal.invalid(param, message));
    }

    /** Whether {@code query} asks for {@code what} inside the object: {@code latest_charge}, say, or something within it. */
    public static boolean expands(StripeForm query, String what) {
        return query.nested("expand").values().stream()
                .anyMatch(expanded -> expanded.equals(what) || expanded.startsWith(what + "."));
    }

    /** An object, a page of them or a {@link StripeError} as it goes over the wire. */
    public static byte[] json(Object object) {
        return StripeJson.MAPPER.writeValueAsBytes(object);
    }

    /** An object as it stands inside another. */
    public static JsonNode node(Object object) {
        return StripeJson.MAPPER.valueToTree(object);
    }
}
