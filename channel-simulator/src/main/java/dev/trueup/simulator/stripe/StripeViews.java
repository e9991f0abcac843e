package dev.trueup.simulator.stripe;

import dev.trueup.channels.Money;
import dev.trueup.channels.stripe.StripeAmounts;
import dev.trueup.channels.stripe.StripeObject;
import dev.trueup.channels.stripe.StripeRequests;
import dev.trueup.simulator.ledger.Charge;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Refund;
import dev.trueup.simulator.ledger.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Payments as Stripe's objects. */
final class StripeViews {
    private static final JsonNode DECLINED = StripeRequests.node(Map.of(
            "type", "card_error",
            "code", "card_declined",
            "decline_code", "generic_decline",
            "message", "Your card was declined."));

    private final boolean livemode;

    StripeViews(boolean livemode) {
        this.livemode = livemode;
    }

    /** How a PaymentIntent stands, without what the ledger tells of its payment. */
    record State(
            String status,
            @Nullable Long received,
            @Nullable Instant canceledAt,
            boolean declined,
            @Nullable JsonNode latestCharge) {
        static State open(boolean declined) {
            return new State("requires_payment_method", 0L, null, declined, null);
        }

        static State canceled(Instant at) {
            return new State("canceled", 0L, at, false, null);
        }

        static State paid(long received, JsonNode latestCharge) {
            return new State("succeeded", received, null, false, latestCharge);
        }
    }

    /**
     * The PaymentIntent of one of the payment's charges; of the first also while there is none.
     *
     * @param charge from 1
     * @param expanded whether the charge stands in it as an object
     * @param secret what the buyer's browser pays by; null where it is not told
     */
    StripeObject.PaymentIntent intent(
            Payment payment, int charge, boolean expanded, boolean withRefunds, @Nullable String secret) {
        return intent(
                payment.order(),
                StripeIds.intent(payment.orderNo(), charge),
                payment.order().amount(),
                state(payment, charge, expanded, withRefunds),
                payment.createdAt(),
                secret);
    }

    private State state(Payment payment, int charge, boolean expanded, boolean withRefunds) {
        if (payment.charges().size() >= charge) {
            Charge taken = payment.charges().get(charge - 1);
            String id = StripeIds.charge(StripeIds.intent(payment.orderNo(), charge));
            JsonNode latest =
                    expanded ? StripeRequests.node(charge(payment, taken, id, withRefunds)) : StripeRequests.node(id);
            return State.paid(units(taken.amount(), payment.order().currency()), latest);
        }
        return payment.status() == Status.CLOSED && payment.decidedAt() != null
                ? State.canceled(payment.decidedAt())
                : State.open(payment.declined() > 0);
    }

    /** A PaymentIntent in a state that may be nobody's: what is told of it in an event may be false. */
    StripeObject.PaymentIntent intent(
            Order order, String id, long amount, State state, @Nullable Instant createdAt, @Nullable String secret) {
        return new StripeObject.PaymentIntent(
                id,
                StripeObject.PaymentIntent.OBJECT,
                units(amount, order.currency()),
                state.received(),
                currency(order),
                state.status(),
                livemode,
                createdAt == null ? null : createdAt.getEpochSecond(),
                state.canceledAt() == null ? null : state.canceledAt().getEpochSecond(),
                state.canceledAt() == null ? null : "abandoned",
                secret,
                order.subject(),
                state.declined() ? DECLINED : null,
                state.latestCharge(),
                StripeNumbers.metadata(order.orderNo(), order.reference(), null));
    }

    private StripeObject.Charge charge(Payment payment, Charge charge, String id, boolean withRefunds) {
        String currency = payment.order().currency();
        List<Refund> refunds = payment.refunds().stream()
                .filter(refund -> refund.transactionId().equals(charge.transactionId()))
                .toList();
        long refunded = refunds.stream()
                .filter(refund -> refund.state() != Refund.State.FAILED)
                .mapToLong(Refund::amount)
                .sum();
        return new StripeObject.Charge(
                id,
                StripeObject.Charge.OBJECT,
                units(charge.amount(), currency),
                units(charge.amount(), currency),
                units(refunded, currency),
                currency(payment.order()),
                charge.at().getEpochSecond(),
                StripeRequests.node(charge.transactionId()),
                StripeNumbers.metadata(payment.orderNo(), payment.order().reference(), null),
                charge.disputedAt() != null,
                withRefunds ? refunds(payment, refunds) : null);
    }

    /** The refunds, the latest first. */
    StripeObject.Page<StripeObject.Refund> refunds(Payment payment, List<Refund> refunds) {
        return new StripeObject.Page<>(
                "list",
                refunds.reversed().stream()
                        .map(refund -> refund(payment.order(), refund))
                        .toList(),
                false,
                "/v1/refunds");
    }

    StripeObject.Refund refund(Order order, Refund refund) {
        String status = switch (refund.state()) {
            case PENDING -> "pending";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
        };
        return refund(
                order,
                refund.transactionId(),
                refund.refundNo(),
                refund.amount(),
                status,
                refund.requestedAt().getEpochSecond());
    }

    StripeObject.Refund refund(
            Order order, String intentId, String refundNo, long amount, String status, @Nullable Long created) {
        return new StripeObject.Refund(
                StripeIds.refund(intentId, refundNo),
                StripeObject.Refund.OBJECT,
                units(amount, order.currency()),
                currency(order),
                status,
                created,
                StripeRequests.node(StripeIds.charge(intentId)),
                StripeRequests.node(intentId),
                StripeNumbers.metadata(order.orderNo(), order.reference(), refundNo));
    }

    static String currency(Order order) {
        return StripeAmounts.currency(new Money(order.amount(), order.currency()));
    }

    /** As Stripe counts it; what it could not be asked to take, a false amount, is told as it is. */
    static long units(long amount, String currency) {
        try {
            return StripeAmounts.amount(new Money(amount, currency));
        } catch (IllegalArgumentException e) {
            return amount;
        }
    }
}
