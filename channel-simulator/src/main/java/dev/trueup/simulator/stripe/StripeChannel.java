package dev.trueup.simulator.stripe;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.stripe.StripeCredentials;
import dev.trueup.channels.stripe.StripeForm;
import dev.trueup.channels.stripe.StripeMetadata;
import dev.trueup.channels.stripe.StripeNoticeSigner;
import dev.trueup.channels.stripe.StripeRequests;
import dev.trueup.channels.stripe.StripeRequests.Parsed;
import dev.trueup.simulator.channel.Call;
import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.channel.Refusal;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.ledger.ChannelHabits;
import dev.trueup.simulator.ledger.ChannelHabits.Custom;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stripe: PaymentIntents that are charged once and never fail for good, events signed by HMAC, two signing secrets that
 * can be rolled.
 */
public final class StripeChannel implements SimulatedChannel {
    /**
     * Stripe tries for up to three days with growing pauses; which, it does not publish.
     *
     * @see <a href="https://docs.stripe.com/webhooks#automatic-retries">automatic retries</a>
     */
    private static final List<Duration> RETRIES = List.of(
            ofMinutes(5),
            ofMinutes(30),
            ofHours(2),
            ofHours(5),
            ofHours(10),
            ofHours(12),
            ofHours(12),
            ofHours(12),
            ofHours(12));

    private final StripeCredentials credentials;
    private final StripeComposer composer;
    private final List<StripeNoticeSigner> signers;
    private final AtomicInteger rotations = new AtomicInteger();

    public StripeChannel(StripeCredentials credentials) {
        this.credentials = credentials;
        this.composer = new StripeComposer(credentials);
        this.signers = rolled(credentials.webhookSecrets());
    }

    /** A secret is rolled in two steps: for a while both sign, the new one first, and then it alone does. */
    private static List<StripeNoticeSigner> rolled(List<String> secrets) {
        String one = secrets.getFirst();
        String other = secrets.getLast();
        return one.equals(other)
                ? List.of(new StripeNoticeSigner(List.of(one)))
                : List.of(
                        new StripeNoticeSigner(List.of(one)),
                        new StripeNoticeSigner(List.of(other, one)),
                        new StripeNoticeSigner(List.of(other)),
                        new StripeNoticeSigner(List.of(one, other)));
    }

    private StripeNoticeSigner signer() {
        return signers.get(Math.floorMod(rotations.get(), signers.size()));
    }

    @Override
    public String id() {
        return ChannelIds.STRIPE;
    }

    @Override
    public ChannelHabits habits() {
        return new ChannelHabits(
                RETRIES,
                EnumSet.allOf(Notice.What.class),
                Set.of(Custom.LISTS_CHARGES, Custom.ONLY_DECLINES),
                StripeIds::numbered);
    }

    @Override
    public Callback compose(Order order, Notice notice, Instant signedAt) {
        return composer.compose(signer(), order, notice, signedAt);
    }

    @Override
    public boolean acknowledges(int status, byte[] body) {
        return status >= 200 && status < 300;
    }

    @Override
    public Call call(ChannelRequest request) {
        List<String> steps = request.steps();
        boolean post = request.method().equals("POST");
        if (steps.size() < 2 || !steps.getFirst().equals("v1")) {
            return new Call(Call.Kind.OTHER, null);
        }
        return switch (steps.get(1)) {
            case "payment_intents" -> intentCall(request, steps, post);
            case "refunds" ->
                post
                        ? new Call(
                                Call.Kind.REFUND, orderNo(form(request.text()).get("payment_intent")))
                        : new Call(Call.Kind.QUERY_REFUND, refundedOrderNo(request, steps));
            default -> new Call(Call.Kind.OTHER, null);
        };
    }

    private static Call intentCall(ChannelRequest request, List<String> steps, boolean post) {
        if (steps.size() == 2) {
            return post
                    ? new Call(
                            Call.Kind.CREATE,
                            form(request.text()).nested("metadata").get(StripeMetadata.ORDER_NO))
                    : new Call(Call.Kind.OTHER, null);
        }
        if (steps.get(2).equals("search")) {
            return new Call(Call.Kind.QUERY, searched(request));
        }
        boolean cancels = post && steps.size() == 4 && steps.get(3).equals("cancel");
        Call.Kind kind = cancels ? Call.Kind.CLOSE : post ? Call.Kind.OTHER : Call.Kind.QUERY;
        return new Call(kind, orderNo(steps.get(2)));
    }

    private static @Nullable String searched(ChannelRequest request) {
        return StripeRequests.searchedOrderNo(form(request.query()))
                        instanceof Parsed.Understood<String>(String orderNo)
                ? orderNo
                : null;
    }

    private static @Nullable String refundedOrderNo(ChannelRequest request, List<String> steps) {
        return steps.size() == 2
                ? orderNo(form(request.query()).get("payment_intent"))
                : StripeIds.readRefund(steps.get(2))
                        .map(refunded -> refunded.intent().orderNo())
                        .orElse(null);
    }

    private static @Nullable String orderNo(@Nullable String intentId) {
        return intentId == null
                ? null
                : StripeIds.readIntent(intentId).map(StripeIds.Intent::orderNo).orElse(null);
    }

    /** What is no form has no parameters; the call itself is refused for it later. */
    private static StripeForm form(@Nullable String encoded) {
        try {
            return encoded == null ? StripeForm.empty() : StripeForm.parse(encoded);
        } catch (IllegalArgumentException e) {
            return StripeForm.empty();
        }
    }

    @Override
    public ChannelAnswer refuse(Refusal why) {
        return switch (why) {
            case THROTTLED ->
                answer(StripeRequests.Refusal.rateLimited()).with("Stripe-Rate-Limited-Reason", "global-rate");
            case DOWN -> answer(StripeRequests.Refusal.unavailable());
            case BROKEN -> answer(StripeRequests.Refusal.broken());
            case TOO_LARGE -> answer(StripeRequests.Refusal.tooLarge());
        };
    }

    static ChannelAnswer answer(StripeRequests.Refusal refusal) {
        return json(refusal.status(), refusal.body());
    }

    static ChannelAnswer json(int status, Object object) {
        return new ChannelAnswer(status, Map.of("content-type", "application/json"), StripeRequests.json(object));
    }

    @Override
    public Object credentials() {
        return credentials;
    }

    @Override
    public Map<String, String> sign(byte[] body, Instant signedAt) {
        return signer().headers(signedAt, body);
    }

    @Override
    public boolean rotateKeys() {
        if (signers.size() == 1) {
            return false;
        }
        rotations.incrementAndGet();
        return true;
    }
}
