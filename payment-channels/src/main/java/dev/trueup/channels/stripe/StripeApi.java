package dev.trueup.channels.stripe;

import dev.trueup.channels.ChannelClient.NoAnswer;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.http.HttpExchange.Result;
import dev.trueup.channels.json.StrictJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** One call of Stripe's API: its object, or why there is none. */
final class StripeApi {
    /** Bad requests whose like may succeed later: somebody's settings, not the request, are wrong. */
    private static final Set<String> NOT_THE_REQUEST =
            Set.of("livemode_mismatch", "testmode_charges_only", "api_key_expired", "lock_timeout");

    private static final int MOST_MESSAGE = 300;

    private final StripeCredentials credentials;
    private final HttpExchange http;

    StripeApi(StripeCredentials credentials, HttpExchange http) {
        this.credentials = credentials;
        this.http = http;
    }

    /** How a call ended. */
    sealed interface Answer<T> {
        record Got<T>(T value) implements Answer<T> {}

        /** Stripe's own refusal. */
        record Failed<T>(int status, StripeError.Detail error) implements Answer<T> {}

        record None<T>(NoAnswer why) implements Answer<T> {}
    }

    <T> Answer<T> get(String path, StripeForm query, TypeReference<T> type) {
        String parameters = query.toString();
        return answer(
                request(path + (parameters.isEmpty() ? "" : "?" + parameters)).GET(), type);
    }

    /**
     * Posts {@code form}.
     *
     * @param idempotencyKey null where repeating it does no harm
     */
    <T> Answer<T> post(String path, StripeForm form, @Nullable String idempotencyKey, TypeReference<T> type) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return answer(request, type);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(credentials.baseUrl() + path))
                .header("Authorization", "Bearer " + credentials.apiKey())
                .header("Stripe-Version", credentials.apiVersion())
                .header("Accept", "application/json");
        return credentials.accountId() == null ? request : request.header("Stripe-Account", credentials.accountId());
    }

    private <T> Answer<T> answer(HttpRequest.Builder request, TypeReference<T> type) {
        return switch (http.send(request.build())) {
            case Result.Unanswered(String why) -> new Answer.None<>(new Unanswered(why));
            case Result.Answered answered when answered.status() == 200 -> read(answered.body(), type);
            case Result.Answered answered when answered.status() == 429 -> new Answer.None<>(new Throttled());
            case Result.Answered answered
            when answered.status() >= 400 && answered.status() < 500 -> failed(answered.status(), answered.body());
            // a server error says nothing about what the call did
            case Result.Answered answered -> new Answer.None<>(new Unanswered("HTTP status " + answered.status()));
        };
    }

    /** Nonsense in a success's body is no answer: what the call did is as unknown as after a time-out. */
    private static <T> Answer<T> read(byte[] body, TypeReference<T> type) {
        try {
            return new Answer.Got<>(StrictJson.read(StripeJson.MAPPER, body, type));
        } catch (JacksonException e) {
            return new Answer.None<>(new Unanswered("unreadable answer: " + StrictJson.wrong(e)));
        }
    }

    private static <T> Answer<T> failed(int status, byte[] body) {
        try {
            StripeError.Detail error =
                    StrictJson.read(StripeJson.MAPPER, body, StripeError.class).error();
            return StripeError.KEY_IN_USE.equals(error.code())
                    ? new Answer.None<>(new Unanswered("the same call is still being executed"))
                    : new Answer.Failed<>(status, error);
        } catch (JacksonException e) {
            return new Answer.None<>(new Unanswered("HTTP status " + status + " without Stripe's error form"));
        }
    }

    /** What a refusal means where the call has no answer of its own for it. */
    static NoAnswer refused(Answer.Failed<?> failed) {
        StripeError.Detail error = failed.error();
        String code = Objects.requireNonNullElse(error.code(), error.type());
        boolean definitive = failed.status() == 400
                && error.type().equals(StripeError.INVALID_REQUEST)
                && !NOT_THE_REQUEST.contains(code);
        String message = Objects.requireNonNullElse(error.message(), "");
        return new Refused(definitive, code, message.substring(0, Math.min(message.length(), MOST_MESSAGE)));
    }

    static boolean isMissing(Answer.Failed<?> failed) {
        return failed.status() == 404
                && StripeError.RESOURCE_MISSING.equals(failed.error().code());
    }
}
