package dev.trueup.channels.stripe;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.stripe.StripeApi.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * The merchant's calls to Stripe. One order is one PaymentIntent. Stripe sends its callbacks to the endpoint that is set
 * up at its dashboard, and lets no PaymentIntent expire: whoever wants that closes it.
 *
 * <p>An order whose PaymentIntent's id is not known, since the answer to its create call was lost, is found by Stripe's
 * search, which lags behind by a minute as a rule and by an hour at worst; what it finds is then asked for by id. That it
 * finds none says nothing. An order that was charged is looked for there too: a second PaymentIntent with its number, made
 * by somebody else's code, may have been charged as well.
 *
 * @see <a href="https://docs.stripe.com/search#data-freshness">how fresh a search is</a>
 */
public final class StripeClient implements ChannelClient {
    private static final TypeReference<StripeObject.PaymentIntent> INTENT = new TypeReference<>() {};
    private static final TypeReference<StripeObject.Page<StripeObject.PaymentIntent>> INTENTS =
            new TypeReference<>() {};

    private static final String INTENTS_PATH = "/v1/payment_intents";

    private static final Unanswered NOT_FOUND_YET =
            new Unanswered("the PaymentIntent's id is not known, and Stripe's search, which lags behind, finds none");

    private final StripeApi api;
    private final StripeRefunds refunds;
    private final String merchantId;
    private final @Nullable String accountId;

    public StripeClient(StripeCredentials credentials, HttpExchange http) {
        this.api = new StripeApi(credentials, http);
        this.refunds = new StripeRefunds(api);
        this.merchantId = credentials.merchantId();
        this.accountId = credentials.accountId();
    }

    @Override
    public String channel() {
        return ChannelIds.STRIPE;
    }

    @Override
    public String merchantId() {
        return merchantId;
    }

    @Override
    public boolean foundOnlyByCreating() {
        return true;
    }

    /**
     * The order number is the idempotency key, so repeating the call tells the same PaymentIntent again. Stripe keeps
     * keys for at least 24 hours; after that a second PaymentIntent would come to be, for which nobody else has the
     * client secret.
     */
    @Override
    public CreateAnswer create(PaymentRequest request) {
        StripeForm form;
        try {
            form = StripeForm.empty()
                    .with("amount", Long.toString(StripeAmounts.amount(request.total())))
                    .with("currency", StripeAmounts.currency(request.total()))
                    .with("automatic_payment_methods[enabled]", "true")
                    .with("description", request.subject())
                    .with("metadata[" + StripeMetadata.ORDER_NO + "]", request.orderNo())
                    .with("metadata[" + StripeMetadata.REFERENCE + "]", request.reference());
        } catch (IllegalArgumentException e) {
            return new Refused(true, "amount_not_chargeable", Objects.requireNonNullElse(e.getMessage(), ""));
        }
        return switch (api.post(INTENTS_PATH, form, request.orderNo(), INTENT)) {
            case Answer.Got<StripeObject.PaymentIntent>(var intent) -> created(request.orderNo(), intent);
            case Answer.Failed<StripeObject.PaymentIntent> failed ->
                failed.error().type().equals(StripeError.IDEMPOTENCY) ? new NumberTaken() : StripeApi.refused(failed);
            case Answer.None<StripeObject.PaymentIntent>(var why) -> why;
        };
    }

    /** The id of a PaymentIntent of another order is not kept: it would be asked about and closed as if it were ours. */
    private CreateAnswer created(String orderNo, StripeObject.PaymentIntent intent) {
        try {
            ChannelStatement said = statement(intent, List.of());
            String secret = intent.clientSecret();
            return new Created(
                    secret == null ? Map.of() : Map.of("clientSecret", secret),
                    said,
                    said.orderNo().equals(orderNo) ? intent.id() : null);
        } catch (IllegalArgumentException e) {
            return nonsense(e);
        }
    }

    @Override
    public QueryAnswer query(PaymentHandle payment) {
        String id = payment.channelReference();
        if (id != null) {
            QueryAnswer answer = query(payment.orderNo(), id);
            return isPaid(answer) ? withOthers(payment.orderNo(), id, answer) : answer;
        }
        return switch (find(payment.orderNo())) {
            case Answer.Got<List<String>>(var ids) -> query(payment.orderNo(), ids);
            case Answer.Failed<List<String>> failed -> StripeApi.refused(failed);
            case Answer.None<List<String>>(var why) -> why;
        };
    }

    private static boolean isPaid(QueryAnswer answer) {
        return answer instanceof Told told && told.statements().getFirst().said() == Said.PAID;
    }

    /** What is known stays known where the others cannot be asked for. */
    private QueryAnswer withOthers(String orderNo, String id, QueryAnswer known) {
        if (find(orderNo) instanceof Answer.Got<List<String>>(var ids)
                && ids.stream().anyMatch(other -> !other.equals(id))) {
            List<String> all =
                    Stream.concat(Stream.of(id), ids.stream()).distinct().toList();
            return query(orderNo, all) instanceof Told told ? told : known;
        }
        return known;
    }

    private QueryAnswer query(String orderNo, List<String> ids) {
        List<ChannelStatement> statements = new ArrayList<>();
        for (String id : ids) {
            switch (query(orderNo, id)) {
                case Told told -> statements.addAll(told.statements());
                case NoAnswer why -> {
                    return why;
                }
            }
        }
        return statements.isEmpty() ? NOT_FOUND_YET : new Told(weightiest(statements));
    }

    /** Charges are all told; one that can still be paid outweighs those that cannot. */
    private static List<ChannelStatement> weightiest(List<ChannelStatement> statements) {
        List<ChannelStatement> paid = statements.stream()
                .filter(statement -> statement.said() == Said.PAID || statement.said() == Said.DISPUTED)
                .toList();
        List<ChannelStatement> open = statements.stream()
                .filter(statement -> statement.said() == Said.UNPAID || statement.said() == Said.DECLINED)
                .toList();
        return !paid.isEmpty() ? paid : !open.isEmpty() ? open : statements;
    }

    private QueryAnswer query(String orderNo, String id) {
        if (!StripeObject.isId(id)) {
            return new Unanswered("the payment's reference is not an id of Stripe's");
        }
        StripeForm query = StripeForm.empty().with("expand[]", "latest_charge.refunds");
        return switch (api.get(INTENTS_PATH + "/" + id, query, INTENT)) {
            case Answer.Got<StripeObject.PaymentIntent>(var intent) -> told(orderNo, intent);
            case Answer.Failed<StripeObject.PaymentIntent> failed ->
                StripeApi.isMissing(failed) ? notKnown(orderNo) : StripeApi.refused(failed);
            case Answer.None<StripeObject.PaymentIntent>(var why) -> why;
        };
    }

    private QueryAnswer told(String orderNo, StripeObject.PaymentIntent intent) {
        try {
            List<RefundReport> reports = List.of();
            if (StripeStatements.said(intent) == Said.PAID) {
                switch (refunds.reports(intent)) {
                    case Answer.Got<List<RefundReport>>(var told) -> reports = told;
                    case Answer.Failed<List<RefundReport>> failed -> {
                        return StripeApi.refused(failed);
                    }
                    case Answer.None<List<RefundReport>>(var why) -> {
                        return why;
                    }
                }
            }
            ChannelStatement statement = statement(intent, reports);
            return statement.orderNo().equals(orderNo)
                    ? new Told(withDispute(intent, statement))
                    : new Unanswered("the answer is about another order number");
        } catch (IllegalArgumentException e) {
            return nonsense(e);
        }
    }

    private static List<ChannelStatement> withDispute(StripeObject.PaymentIntent intent, ChannelStatement statement) {
        StripeObject.Charge charge = StripeRefunds.expandedCharge(intent);
        return statement.said() == Said.PAID && charge != null && Boolean.TRUE.equals(charge.disputed())
                ? List.of(statement, StripeStatements.disputed(statement))
                : List.of(statement);
    }

    private QueryAnswer notKnown(String orderNo) {
        return new Told(ChannelStatement.notKnown(channel(), merchantId, orderNo));
    }

    private ChannelStatement statement(StripeObject.PaymentIntent intent, List<RefundReport> reports) {
        StripeObject.Charge charge = StripeRefunds.expandedCharge(intent);
        Instant chargedAt = charge == null || charge.created() == null ? null : Instant.ofEpochSecond(charge.created());
        String merchant = StripeCredentials.merchantId(accountId, intent.livemode());
        return StripeStatements.of(intent, merchant, chargedAt, reports);
    }

    private Answer<List<String>> find(String orderNo) {
        String quoted = orderNo.replace("\\", "\\\\").replace("'", "\\'");
        StripeForm query = StripeForm.empty()
                .with("query", "metadata['" + StripeMetadata.ORDER_NO + "']:'" + quoted + "'")
                .with("limit", "10");
        return switch (api.get(INTENTS_PATH + "/search", query, INTENTS)) {
            case Answer.Got<StripeObject.Page<StripeObject.PaymentIntent>>(var page) ->
                new Answer.Got<>(
                        page.data().stream().map(StripeObject.PaymentIntent::id).toList());
            case Answer.Failed<StripeObject.Page<StripeObject.PaymentIntent>>(var status, var error) ->
                new Answer.Failed<>(status, error);
            case Answer.None<StripeObject.Page<StripeObject.PaymentIntent>>(var why) -> new Answer.None<>(why);
        };
    }

    @Override
    public CloseAnswer close(PaymentHandle payment) {
        String id = payment.channelReference();
        if (id != null) {
            return close(id);
        }
        return switch (find(payment.orderNo())) {
            case Answer.Got<List<String>>(var ids) -> close(ids);
            case Answer.Failed<List<String>> failed -> StripeApi.refused(failed);
            case Answer.None<List<String>>(var why) -> why;
        };
    }

    private CloseAnswer close(List<String> ids) {
        CloseAnswer answer = NOT_FOUND_YET;
        for (String id : ids) {
            answer = close(id);
            if (!(answer instanceof Closed)) {
                return answer;
            }
        }
        return answer;
    }

    private CloseAnswer close(String id) {
        if (!StripeObject.isId(id)) {
            return new Unanswered("the payment's reference is not an id of Stripe's");
        }
        // without an idempotency key: a refusal would be repeated under it when the reason is gone
        StripeForm form = StripeForm.empty().with("cancellation_reason", "abandoned");
        return switch (api.post(INTENTS_PATH + "/" + id + "/cancel", form, null, INTENT)) {
            case Answer.Got<StripeObject.PaymentIntent>(var intent) ->
                Objects.requireNonNullElseGet(
                        ended(intent), () -> new Unanswered("cancelled, but its status is " + intent.status()));
            case Answer.Failed<StripeObject.PaymentIntent> failed -> notClosed(failed);
            case Answer.None<StripeObject.PaymentIntent>(var why) -> why;
        };
    }

    private static CloseAnswer notClosed(Answer.Failed<StripeObject.PaymentIntent> failed) {
        if (StripeApi.isMissing(failed)) {
            return new NotKnown();
        }
        StripeError.Detail error = failed.error();
        if (!StripeError.UNEXPECTED_STATE.equals(error.code())) {
            return StripeApi.refused(failed);
        }
        CloseAnswer ended = error.paymentIntent() == null ? null : ended(error.paymentIntent());
        // one that is being processed may be charged or become cancellable
        return ended == null ? new Refused(false, StripeError.UNEXPECTED_STATE, "cannot be cancelled now") : ended;
    }

    private static @Nullable CloseAnswer ended(StripeObject.PaymentIntent intent) {
        try {
            return switch (StripeStatements.said(intent)) {
                case PAID -> new AlreadyPaid();
                case CLOSED -> new Closed();
                default -> null;
            };
        } catch (IllegalArgumentException e) {
            return null; // a status that nobody documents ends nothing
        }
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        return refunds.refund(request);
    }

    @Override
    public RefundAnswer queryRefund(RefundHandle refund) {
        return refunds.query(refund);
    }

    private static Unanswered nonsense(IllegalArgumentException e) {
        return new Unanswered("unreadable answer: " + e.getMessage());
    }
}
