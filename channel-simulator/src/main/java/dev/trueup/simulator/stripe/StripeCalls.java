package dev.trueup.simulator.stripe;

import dev.trueup.channels.stripe.StripeCredentials;
import dev.trueup.channels.stripe.StripeForm;
import dev.trueup.channels.stripe.StripeObject;
import dev.trueup.channels.stripe.StripeRequests;
import dev.trueup.channels.stripe.StripeRequests.CreateIntent;
import dev.trueup.channels.stripe.StripeRequests.Parsed;
import dev.trueup.channels.stripe.StripeRequests.Refusal;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.ledger.ChannelPayments;
import dev.trueup.simulator.ledger.Payment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The merchant's calls, from the bytes of the request to those of the answer. */
public final class StripeCalls {
    private final StripeCredentials credentials;
    private final StripeIntents intents;
    private final StripeRefundCalls refunds;
    private final StripeEndpoint endpoint;
    private final IdempotentCalls executions = new IdempotentCalls();

    public StripeCalls(
            StripeCredentials credentials, ChannelPayments payments, StripeEndpoint endpoint, SearchIndex index) {
        StripeViews views = new StripeViews(credentials.livemode());
        this.credentials = credentials;
        this.intents = new StripeIntents(credentials, payments, views, endpoint, index);
        this.refunds = new StripeRefundCalls(payments, views);
        this.endpoint = endpoint;
    }

    /** When a search finds a new payment: it lags behind. */
    @FunctionalInterface
    public interface SearchIndex {
        boolean has(Payment payment);
    }

    /** Answers a call, whatever it is. */
    public ChannelAnswer answer(ChannelRequest request) {
        ChannelAnswer answer;
        if (!StripeRequests.isAuthorized(request.header("authorization").orElse(null), credentials.apiKey())) {
            answer = StripeChannel.answer(Refusal.unauthorized());
        } else {
            try {
                answer = dispatched(request);
            } catch (IllegalArgumentException e) { // a form that is none
                answer = StripeChannel.answer(Refusal.invalid("", String.valueOf(e.getMessage())));
            }
        }
        return answer.with("Request-Id", "req_" + StripeIds.hash(request.method() + request.path() + request.text()))
                .with("Stripe-Version", request.header("stripe-version").orElse(credentials.apiVersion()));
    }

    private ChannelAnswer dispatched(ChannelRequest request) {
        List<String> steps = request.steps();
        String route = request.method() + " " + String.join("/", steps.subList(0, Math.min(2, steps.size())));
        StripeForm query = StripeForm.parse(request.query() == null ? "" : request.query());
        return switch (route) {
            case "POST v1/payment_intents" -> post(request, steps);
            case "GET v1/payment_intents" -> intents.get(steps, query, request);
            case "POST v1/refunds" ->
                steps.size() == 2
                        ? parsed(
                                StripeRequests.createRefund(StripeForm.parse(request.text())),
                                asked -> once(request, () -> refunds.create(asked)))
                        : unknown(request);
            case "GET v1/refunds" -> refunds.get(steps, query, request);
            case "POST v1/webhook_endpoints" -> steps.size() == 2 ? webhookEndpoint(request) : unknown(request);
            default -> unknown(request);
        };
    }

    private ChannelAnswer post(ChannelRequest request, List<String> steps) {
        if (steps.size() == 2) {
            Parsed<CreateIntent> asked = StripeRequests.createIntent(StripeForm.parse(request.text()));
            String unique = request.header("idempotency-key")
                    .orElseGet(() -> UUID.randomUUID().toString());
            return parsed(asked, wish -> once(request, () -> intents.create(wish, unique)));
        }
        return steps.size() == 4 && steps.get(3).equals("cancel")
                ? once(request, () -> intents.cancel(steps.get(2)))
                : unknown(request);
    }

    private ChannelAnswer once(ChannelRequest request, Supplier<ChannelAnswer> call) {
        return executions.once(
                request.header("idempotency-key").orElse(null), request.path() + " " + request.text(), call);
    }

    private static <T> ChannelAnswer parsed(Parsed<T> request, Function<T, ChannelAnswer> call) {
        return switch (request) {
            case Parsed.Understood<T>(T understood) -> call.apply(understood);
            case Parsed.Wrong<T>(Refusal refusal) -> StripeChannel.answer(refusal);
        };
    }

    /** Moves the account's one endpoint; its secret is the one that the merchant has. */
    private ChannelAnswer webhookEndpoint(ChannelRequest request) {
        String url = StripeForm.parse(request.text()).get("url");
        if (url == null || !url.matches("https?://[!-~]{1,2000}")) {
            return StripeChannel.answer(Refusal.invalid("url", "url must be an http or https URL"));
        }
        endpoint.move(url);
        return StripeChannel.json(
                200,
                Map.of(
                        "id",
                        "we_" + StripeIds.hash(url),
                        "object",
                        "webhook_endpoint",
                        "url",
                        url,
                        "enabled_events",
                        List.of("*"),
                        "livemode",
                        credentials.livemode(),
                        "secret",
                        credentials.webhookSecret(),
                        "status",
                        "enabled"));
    }

    static ChannelAnswer unknown(ChannelRequest request) {
        return StripeChannel.answer(Refusal.unknownUrl(request.method(), request.path()));
    }

    /** The payment of a PaymentIntent. */
    record Found(Payment payment, int charge) {}

    /** The payment that a PaymentIntent's id names; null where there is none. */
    static @Nullable Found find(ChannelPayments payments, String intentId) {
        return StripeIds.readIntent(intentId)
                .flatMap(intent -> payments.find(intent.orderNo())
                        .filter(payment -> intent.charge() == 1
                                || intent.charge() <= payment.charges().size())
                        .map(payment -> new Found(payment, intent.charge())))
                .orElse(null);
    }

    static ChannelAnswer noSuchIntent(String id) {
        return StripeChannel.answer(Refusal.missing("intent", StripeObject.PaymentIntent.OBJECT, id));
    }
}
