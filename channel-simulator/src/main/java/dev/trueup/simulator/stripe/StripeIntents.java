package dev.trueup.simulator.stripe;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.Money;
import dev.trueup.channels.stripe.StripeAmounts;
import dev.trueup.channels.stripe.StripeCredentials;
import dev.trueup.channels.stripe.StripeForm;
import dev.trueup.channels.stripe.StripeMetadata;
import dev.trueup.channels.stripe.StripeObject;
import dev.trueup.channels.stripe.StripeRequests;
import dev.trueup.channels.stripe.StripeRequests.CreateIntent;
import dev.trueup.channels.stripe.StripeRequests.Parsed;
import dev.trueup.channels.stripe.StripeRequests.Refusal;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.ledger.ChannelPayments;
import dev.trueup.simulator.ledger.Opening;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Status;
import dev.trueup.simulator.stripe.StripeCalls.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The calls about PaymentIntents. */
final class StripeIntents {
    /** A PaymentIntent waits for its buyer until it is cancelled. */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private static final String CHARGE = "latest_charge";
    private static final String REFUNDS = "latest_charge.refunds";

    /** As many PaymentIntents may have one order number in their metadata. */
    private static final int MOST_OF_ONE_NUMBER = 10;

    private final StripeCredentials credentials;
    private final ChannelPayments payments;
    private final StripeViews views;
    private final StripeEndpoint endpoint;
    private final StripeCalls.SearchIndex index;

    StripeIntents(
            StripeCredentials credentials,
            ChannelPayments payments,
            StripeViews views,
            StripeEndpoint endpoint,
            StripeCalls.SearchIndex index) {
        this.credentials = credentials;
        this.payments = payments;
        this.views = views;
        this.endpoint = endpoint;
        this.index = index;
    }

    /**
     * Makes one.
     *
     * @param unique what tells it from others where its metadata has no order number
     */
    ChannelAnswer create(CreateIntent wish, String unique) {
        Money money;
        try {
            money = StripeAmounts.money(wish.amount(), wish.currency());
        } catch (IllegalArgumentException e) {
            return StripeChannel.answer(Refusal.invalid("currency", String.valueOf(e.getMessage())));
        }
        String number = Objects.requireNonNullElseGet(
                wish.metadata().get(StripeMetadata.ORDER_NO), () -> StripeNumbers.unnamed(unique));
        for (int nth = 1; nth <= MOST_OF_ONE_NUMBER; nth++) {
            switch (payments.open(order(wish, StripeNumbers.nth(number, nth), money))) {
                case Opening.Opened(Payment payment, Payment told) -> {
                    return created(told, StripeIds.intent(payment.orderNo(), 1));
                }
                case Opening.Known(Payment payment) -> {
                    return created(payment, StripeIds.intent(payment.orderNo(), 1));
                }
                case Opening.NumberTaken taken -> {} // by another PaymentIntent, which forbids nothing
                case Opening.AlreadyExpired expired -> throw new IllegalStateException("the end of time has come");
            }
        }
        return StripeChannel.answer(Refusal.invalid(
                "metadata", "more than " + MOST_OF_ONE_NUMBER + " have this " + StripeMetadata.ORDER_NO));
    }

    private Order order(CreateIntent wish, String orderNo, Money money) {
        return new Order(
                ChannelIds.STRIPE,
                credentials.merchantId(),
                orderNo,
                wish.metadata().get(StripeMetadata.REFERENCE),
                wish.description(),
                money.amount(),
                money.currency(),
                endpoint.url(),
                NEVER);
    }

    private ChannelAnswer created(Payment told, String id) {
        return StripeChannel.json(200, views.intent(told, 1, false, false, secret(id)));
    }

    private String secret(String id) {
        return id + "_secret_" + StripeIds.hash(id + credentials.apiKey());
    }

    /** {@code GET /v1/payment_intents/…}. */
    ChannelAnswer get(List<String> steps, StripeForm query, ChannelRequest request) {
        if (steps.size() != 3) {
            return StripeCalls.unknown(request);
        }
        return steps.get(2).equals("search") ? search(query) : retrieve(steps.get(2), query);
    }

    private ChannelAnswer retrieve(String id, StripeForm query) {
        Found found = StripeCalls.find(payments, id);
        return found == null
                ? StripeCalls.noSuchIntent(id)
                : StripeChannel.json(
                        200,
                        views.intent(
                                found.payment(),
                                found.charge(),
                                StripeRequests.expands(query, CHARGE),
                                StripeRequests.expands(query, REFUNDS),
                                secret(id)));
    }

    private ChannelAnswer search(StripeForm query) {
        return switch (StripeRequests.searchedOrderNo(query)) {
            case Parsed.Wrong<String>(Refusal refusal) -> StripeChannel.answer(refusal);
            case Parsed.Understood<String>(String orderNo) ->
                StripeChannel.json(
                        200,
                        new StripeObject.Page<>("search_result", found(orderNo), false, "/v1/payment_intents/search"));
        };
    }

    private List<StripeObject.PaymentIntent> found(String orderNo) {
        List<StripeObject.PaymentIntent> found = new ArrayList<>();
        for (int nth = 1; nth <= MOST_OF_ONE_NUMBER; nth++) {
            Optional<Payment> payment = payments.find(StripeNumbers.nth(orderNo, nth));
            if (payment.isEmpty()) {
                break;
            }
            if (index.has(payment.get())) {
                for (int charge = 1;
                        charge == 1 || charge <= payment.get().charges().size();
                        charge++) {
                    found.add(views.intent(payment.get(), charge, false, false, null));
                }
            }
        }
        return found;
    }

    ChannelAnswer cancel(String id) {
        Found found = StripeCalls.find(payments, id);
        if (found == null) {
            return StripeCalls.noSuchIntent(id);
        }
        Payment before = found.payment();
        Payment after = found.charge() == 1 && before.status() == Status.PENDING
                ? payments.close(before.orderNo()).orElse(before)
                : before;
        StripeObject.PaymentIntent intent = views.intent(after, found.charge(), false, false, secret(id));
        boolean canceled = before.status() == Status.PENDING && after.status() == Status.CLOSED;
        return canceled ? StripeChannel.json(200, intent) : StripeChannel.answer(Refusal.unexpectedState(intent));
    }
}
