package dev.trueup.channels.stripe;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of every refusal.
 *
 * @see <a href="https://docs.stripe.com/api/errors">Errors</a>
 */
public record StripeError(Detail error) {
    public static final String INVALID_REQUEST = "invalid_request_error";
    public static final String IDEMPOTENCY = "idempotency_error";
    public static final String API = "api_error";

    public static final String RESOURCE_MISSING = "resource_missing";
    public static final String UNEXPECTED_STATE = "payment_intent_unexpected_state";
    public static final String KEY_IN_USE = "idempotency_key_in_use";
    public static final String ALREADY_REFUNDED = "charge_already_refunded";
    public static final String RATE_LIMIT = "rate_limit";

    /**
     * What is wrong.
     *
     * @param message for people
     * @param param the parameter that is wrong
     * @param paymentIntent as it is, where its state forbids the call
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Detail(
            String type,
            @Nullable String code,
            @Nullable String message,
            @Nullable String param,
            StripeObject.@Nullable PaymentIntent paymentIntent) {}

    static StripeError of(String type, @Nullable String code, String message, @Nullable String param) {
        return new StripeError(new Detail(type, code, message, param, null));
    }
}
