package dev.trueup.orders.order;

import dev.trueup.contracts.OrderEvent.Evidence;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What may be given back of an order, and how a refund goes on by our own doing. */
public final class RefundRule {
    private RefundRule() {}

    /**
     * A merchant's wish to give money back.
     *
     * @param refundNo as the channel is to know it: see {@link RefundNumbers#ofMerchant}
     * @param transactionId which charge; null for the one that made the order PAID
     * @param amount in minor units, at least 1; null for all that is left
     */
    public record Wish(
            String refundNo,
            @Nullable String transactionId,
            @Nullable Long amount) {}

    /** What a wish comes to. */
    public sealed interface Judgement {
        /** It is granted by this change. */
        record Granted(Transition transition) implements Judgement {}

        /** It was granted before. */
        record Repeated(Payment payment, Refund refund) implements Judgement {}

        /** Its number is another refund's. */
        record NumberTaken(Refund refund) implements Judgement {}

        /** More than the charge has left; refunds under way count as given back. */
        record TooMuch(long left) implements Judgement {}

        /** There is no such charge. */
        record NoCharge() implements Judgement {}
    }

    /** Judges a wish on the order as it stands; the change is stored only if the order still stands so. */
    public static Judgement judge(Order order, Wish wish, Instant at) {
        Optional<Payment> charge = wish.transactionId() == null
                ? order.acceptedPayment()
                : order.payment(wish.transactionId())
                        .filter(payment -> payment.disposition() != Disposition.MISMATCHED);
        for (Payment payment : order.payments()) {
            Optional<Refund> known = payment.refund(wish.refundNo());
            if (known.isPresent()) {
                boolean same = charge.filter(payment::equals).isPresent()
                        && (wish.amount() == null
                                || wish.amount() == known.get().amount());
                return same ? new Judgement.Repeated(payment, known.get()) : new Judgement.NumberTaken(known.get());
            }
        }
        return charge.map(payment -> judge(order, payment, wish, at)).orElseGet(Judgement.NoCharge::new);
    }

    private static Judgement judge(Order order, Payment payment, Wish wish, Instant at) {
        long left = payment.amount() - payment.committed();
        long amount = Objects.requireNonNullElse(wish.amount(), left);
        if (amount > left || amount < 1) {
            return new Judgement.TooMuch(left);
        }
        Transition transition = new Transition(order, at, null);
        Refunds.advance(transition, payment, new Refund(wish.refundNo(), amount, RefundState.REQUESTED, at));
        return new Judgement.Granted(transition);
    }

    /** The channel has taken the request; empty where it is known to be further already. */
    public static Optional<Transition> accepted(Order order, String transactionId, String refundNo, Instant at) {
        return revise(
                order,
                transactionId,
                refundNo,
                new Evidence("synchronous-answer", "taken", null, at),
                at,
                (transition, refund) -> {
                    if (refund.state() == RefundState.REQUESTED) {
                        Refunds.advance(transition, charge(transition, transactionId), refund.as(RefundState.ACCEPTED));
                    }
                });
    }

    /** The channel will never make it; empty where it is known to be further already. */
    public static Optional<Transition> refused(
            Order order, String transactionId, String refundNo, String code, Instant at) {
        Evidence evidence = new Evidence("synchronous-answer", "refused: " + code, null, at);
        return revise(order, transactionId, refundNo, evidence, at, (transition, refund) -> {
            if (refund.open()) {
                Refunds.advance(transition, charge(transition, transactionId), refund.as(RefundState.FAILED));
            }
        });
    }

    /** A refund that nobody asked for is not made for now; empty where a person sees it already. */
    public static Optional<Transition> held(Order order, String transactionId, String refundNo, Instant at) {
        Evidence evidence = new Evidence("policy", "refund held", null, at);
        return revise(order, transactionId, refundNo, evidence, at, (transition, refund) -> {
            Attention attention = new Attention(
                    AttentionReason.REFUND_HELD, true, at, AttentionReason.charge(charge(transition, transactionId)));
            if (refund.state() == RefundState.REQUESTED && !AttentionReason.isRaised(order, attention)) {
                AttentionReason.raise(transition, attention, null);
            }
        });
    }

    private static Payment charge(Transition transition, String transactionId) {
        return transition.order().payment(transactionId).orElseThrow();
    }

    private static Optional<Transition> revise(
            Order order,
            String transactionId,
            String refundNo,
            Evidence evidence,
            Instant at,
            BiConsumer<Transition, Refund> change) {
        Transition transition = new Transition(order, at, evidence);
        order.payment(transactionId)
                .flatMap(payment -> payment.refund(refundNo))
                .ifPresent(refund -> change.accept(transition, refund));
        return made(transition);
    }

    private static Optional<Transition> made(Transition transition) {
        return transition.announcements().isEmpty() ? Optional.empty() : Optional.of(transition);
    }
}
