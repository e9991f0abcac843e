package dev.trueup.simulator.stripe;

import dev.trueup.channels.Money;
import dev.trueup.channels.stripe.StripeAmounts;
import dev.trueup.channels.stripe.StripeForm;
import dev.trueup.channels.stripe.StripeMetadata;
import dev.trueup.channels.stripe.StripeObject;
import dev.trueup.channels.stripe.StripeRequests.CreateRefund;
import dev.trueup.channels.stripe.StripeRequests.Refusal;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.ledger.ChannelPayments;
import dev.trueup.simulator.ledger.Charge;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Refund;
import dev.trueup.simulator.ledger.RefundAnswer;
import dev.trueup.simulator.stripe.StripeCalls.Found;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The calls about refunds. */
final class StripeRefundCalls {
    private final ChannelPayments payments;
    private final StripeViews views;

    StripeRefundCalls(ChannelPayments payments, StripeViews views) {
        this.payments = payments;
        this.views = views;
    }

    ChannelAnswer create(CreateRefund wish) {
        Found found = StripeCalls.find(payments, wish.paymentIntent());
        if (found == null) {
            return StripeCalls.noSuchIntent(wish.paymentIntent());
        }
        Payment payment = found.payment();
        Charge charge = payment.charge(wish.paymentIntent()).orElse(null);
        if (charge == null) {
            return StripeChannel.answer(Refusal.invalid(
                    "payment_intent",
                    "This PaymentIntent (" + wish.paymentIntent() + ") does not have a successful charge to refund."));
        }
        long left = payment.refundable(charge);
        if (left == 0) {
            return StripeChannel.answer(Refusal.alreadyRefunded());
        }
        long amount;
        try {
            amount = wish.amount() == null
                    ? left
                    : StripeAmounts.money(wish.amount(), payment.order().currency())
                            .amount();
        } catch (IllegalArgumentException e) {
            return StripeChannel.answer(Refusal.invalid("amount", String.valueOf(e.getMessage())));
        }
        String refundNo = free(payment, wish);
        return switch (payments.refund(payment.orderNo(), refundNo, charge.transactionId(), amount)) {
            case RefundAnswer.Accepted(Refund refund) -> StripeChannel.json(200, views.refund(payment.order(), refund));
            case RefundAnswer.TooMuch(long refundable) -> tooMuch(payment, amount, refundable);
            case RefundAnswer.UnknownPayment unknown -> StripeCalls.noSuchIntent(wish.paymentIntent());
            case RefundAnswer.NotPaid notPaid -> StripeChannel.answer(Refusal.alreadyRefunded());
            case RefundAnswer.NumberTaken taken -> StripeChannel.answer(Refusal.keyInUse()); // by a call just now
        };
    }

    private static ChannelAnswer tooMuch(Payment payment, long amount, long left) {
        String currency = payment.order().currency();
        return StripeChannel.answer(Refusal.invalid(
                "amount",
                "Refund amount (" + new Money(amount, currency) + ") is greater than unrefunded amount on charge ("
                        + new Money(left, currency) + ")"));
    }

    /** A number in the ledger that no refund has: who asks twice under two keys is given back twice. */
    private static String free(Payment payment, CreateRefund wish) {
        String number = Objects.requireNonNullElseGet(
                wish.metadata().get(StripeMetadata.REFUND_NO),
                () -> StripeNumbers.unnamed(UUID.randomUUID().toString()));
        int nth = 1;
        while (payment.refund(StripeNumbers.nth(number, nth)).isPresent()) {
            nth++;
        }
        return StripeNumbers.nth(number, nth);
    }

    /** {@code GET /v1/refunds…}. */
    ChannelAnswer get(List<String> steps, StripeForm query, ChannelRequest request) {
        if (steps.size() == 3) {
            return retrieve(steps.get(2));
        }
        String intentId = query.get("payment_intent");
        if (steps.size() != 2) {
            return StripeCalls.unknown(request);
        }
        if (intentId == null) {
            return StripeChannel.answer(Refusal.invalid("payment_intent", "only those of a PaymentIntent are listed"));
        }
        Found found = StripeCalls.find(payments, intentId);
        return found == null
                ? StripeCalls.noSuchIntent(intentId)
                : StripeChannel.json(200, views.refunds(found.payment(), of(found.payment(), intentId)));
    }

    private ChannelAnswer retrieve(String id) {
        return StripeIds.readRefund(id)
                .flatMap(refunded -> payments.find(refunded.intent().orderNo()))
                .flatMap(payment -> payment.refunds().stream()
                        .filter(refund -> StripeIds.refund(refund.transactionId(), refund.refundNo())
                                .equals(id))
                        .findFirst()
                        .map(refund -> StripeChannel.json(200, views.refund(payment.order(), refund))))
                .orElseGet(() -> StripeChannel.answer(Refusal.missing("refund", StripeObject.Refund.OBJECT, id)));
    }

    private static List<Refund> of(Payment payment, String intentId) {
        return payment.refunds().stream()
                .filter(refund -> refund.transactionId().equals(intentId))
                .toList();
    }
}
