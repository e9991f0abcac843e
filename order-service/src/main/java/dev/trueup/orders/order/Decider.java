package dev.trueup.orders.order;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.orders.order.Decision.Ask;
import dev.trueup.orders.order.Decision.Changed;
import dev.trueup.orders.order.Decision.Unchanged;
import dev.trueup.orders.order.Decision.Verdict;
import dev.trueup.orders.order.Rules.Policy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a channel's statement makes of an order: a pure function of the two. It is the only way from a statement
 * to an order, whichever way the statement came.
 */
public final class Decider {
    private final Rules rules;

    public Decider(Rules rules) {
        this.rules = rules;
    }

    /** What {@code heard} comes to; {@code order} is the one with its number, null if there is none. */
    public Decision decide(@Nullable Order order, Heard heard) {
        if (order == null) {
            return new Unchanged(Verdict.UNKNOWN_ORDER);
        }
        Optional<String> disagreement = disagreement(order, heard.statement());
        if (disagreement.isPresent()) {
            return mismatch(order, heard, disagreement.get());
        }
        return switch (heard.statement().said()) {
            case PAID -> paid(order, heard);
            case FAILED -> ended(order, heard, State.FAILED, EventType.ORDER_FAILED);
            case CLOSED -> ended(order, heard, State.CLOSED, EventType.ORDER_CLOSED);
            case UNPAID, DECLINED -> known(order, heard);
            case NOT_KNOWN -> notKnown(order, heard);
            case DISPUTED -> disputed(order, heard);
        };
    }

    /** What of the statement is not the order's, in words; a charge whose total is not told agrees with nothing yet. */
    private static Optional<String> disagreement(Order order, ChannelStatement statement) {
        Terms terms = order.terms();
        if (!statement.channel().equals(terms.channel())) {
            return Optional.of("channel is " + statement.channel() + ", not " + terms.channel());
        }
        if (!statement.merchantId().equals(terms.merchantId())) {
            return Optional.of("merchant is " + statement.merchantId() + ", not " + terms.merchantId());
        }
        if (statement.total() != null && !statement.total().equals(terms.total())) {
            return Optional.of("total is " + statement.total() + ", not " + terms.total());
        }
        boolean totalUntold = statement.said() == Said.PAID
                && statement.total() == null
                && order.payment(statement.transactionId()).isEmpty();
        return totalUntold ? Optional.of("total of the charge is not told") : Optional.empty();
    }

    /** One message may be forged upstream or tampered with before it was signed; the channel's answer is its word. */
    private static Decision mismatch(Order order, Heard heard, String disagreement) {
        if (heard.source() == Heard.Source.CALLBACK) {
            return new Ask(Verdict.MISMATCH);
        }
        Transition transition = new Transition(order, heard.at(), heard.evidence());
        ChannelStatement statement = heard.statement();
        boolean newCharge = statement.said() == Said.PAID
                && statement.total() != null
                && order.payment(statement.transactionId()).isEmpty();
        String detail = statement.transactionId() == null
                ? disagreement
                : disagreement + " (transaction " + statement.transactionId() + ")";
        Attention attention = new Attention(AttentionReason.MISMATCH, true, heard.at(), detail);
        if (AttentionReason.isRaised(order, attention) || isKnownMismatch(order, statement)) {
            return new Unchanged(Verdict.DUPLICATE);
        }
        return new Changed(
                Verdict.MISMATCH,
                AttentionReason.raise(
                        transition,
                        attention,
                        newCharge
                                ? Refunds.append(order.payments(), charge(statement, Disposition.MISMATCHED))
                                : null));
    }

    /** The charge was put before a person, who may have seen to it since. */
    private static boolean isKnownMismatch(Order order, ChannelStatement statement) {
        return statement.said() == Said.PAID
                && order.payment(statement.transactionId())
                        .filter(payment -> payment.disposition() == Disposition.MISMATCHED)
                        .filter(payment -> new Money(payment.amount(), payment.currency()).equals(statement.total()))
                        .isPresent();
    }

    private Decision paid(Order order, Heard heard) {
        ChannelStatement statement = heard.statement();
        Transition transition = new Transition(order, heard.at(), heard.evidence());
        Optional<Payment> known = order.payment(statement.transactionId());
        if (known.isPresent()) {
            Refunds.merge(transition, statement);
            return transition.announcements().isEmpty()
                    ? new Unchanged(Verdict.DUPLICATE)
                    : new Changed(Verdict.APPLIED, transition);
        }
        Verdict verdict = charge(order, heard, transition);
        if (transition.announcements().isEmpty()) {
            return new Unchanged(Verdict.DUPLICATE);
        }
        Refunds.merge(transition, statement);
        if (rules.policy(order.terms().channel()) == Policy.REFUND) {
            Refunds.giveBack(transition, statement.transactionId());
        }
        return new Changed(verdict, transition);
    }

    private Verdict charge(Order order, Heard heard, Transition transition) {
        ChannelStatement statement = heard.statement();
        boolean kept = rules.policy(order.terms().channel()) == Policy.ACCEPT;
        if (order.hasAcceptedPayment()) {
            Payment second = charge(statement, Disposition.SECOND);
            AttentionReason.raise(
                    transition,
                    new Attention(AttentionReason.SECOND_PAYMENT, kept, heard.at(), AttentionReason.charge(second)),
                    Refunds.append(order.payments(), second));
            return Verdict.SECOND_PAYMENT;
        }
        if (order.decided() && !kept) {
            Payment late = charge(statement, Disposition.LATE);
            transition.payments(EventType.ORDER_LATE_PAYMENT, order.state(), Refunds.append(order.payments(), late));
            AttentionReason.raise(
                    transition,
                    new Attention(AttentionReason.LATE_PAYMENT, false, heard.at(), AttentionReason.charge(late)),
                    null);
            return Verdict.LATE_PAYMENT;
        }
        if (order.blocked()) {
            Attention attention = new Attention(
                    AttentionReason.CONTRADICTION,
                    true,
                    heard.at(),
                    AttentionReason.charge(charge(statement, Disposition.MISMATCHED)));
            if (!AttentionReason.isRaised(order, attention)) {
                AttentionReason.raise(transition, attention, null);
            }
            return Verdict.CONTRADICTION;
        }
        transition.payments(
                EventType.ORDER_PAID,
                State.PAID,
                Refunds.append(order.payments(), charge(statement, Disposition.ACCEPTED)));
        AttentionReason.resolveInformative(transition);
        return order.decided() ? Verdict.LATE_PAYMENT : Verdict.APPLIED;
    }

    private static Payment charge(ChannelStatement statement, Disposition disposition) {
        return new Payment(
                Objects.requireNonNull(statement.transactionId()),
                Objects.requireNonNull(statement.total()).amount(),
                statement.total().currency(),
                disposition,
                statement.occurredAt(),
                List.of());
    }

    private static Decision ended(Order order, Heard heard, State state, EventType type) {
        Transition transition = new Transition(order, heard.at(), heard.evidence());
        if (!order.decided()) {
            transition.state(type, state);
            AttentionReason.resolveInformative(transition);
            return new Changed(Verdict.APPLIED, transition);
        }
        if (!order.hasAcceptedPayment()) {
            return new Unchanged(Verdict.DUPLICATE);
        }
        Attention attention = new Attention(
                AttentionReason.CONTRADICTION,
                true,
                heard.at(),
                "the channel says " + heard.evidence().said() + " of a paid order");
        if (AttentionReason.isRaised(order, attention)) {
            return new Unchanged(Verdict.DUPLICATE);
        }
        return heard.source() == Heard.Source.CALLBACK
                ? new Ask(Verdict.CONTRADICTION)
                : new Changed(Verdict.CONTRADICTION, AttentionReason.raise(transition, attention, null));
    }

    /** What becomes of the money is between the buyer's bank and the merchant; a person must answer it. */
    private static Decision disputed(Order order, Heard heard) {
        Attention attention = new Attention(
                AttentionReason.DISPUTE,
                true,
                heard.at(),
                "transaction " + heard.statement().transactionId() + " is disputed");
        return AttentionReason.isRaised(order, attention)
                ? new Unchanged(Verdict.DUPLICATE)
                : new Changed(
                        Verdict.APPLIED,
                        AttentionReason.raise(new Transition(order, heard.at(), heard.evidence()), attention, null));
    }

    /** Not paid so far, but known to the channel: that much a create call without an answer may still wait to learn. */
    private static Decision known(Order order, Heard heard) {
        return order.state() == State.CREATED
                ? new Changed(
                        Verdict.APPLIED,
                        new Transition(order, heard.at(), heard.evidence())
                                .state(EventType.ORDER_PENDING, State.PENDING))
                : new Unchanged(Verdict.DUPLICATE);
    }

    /** Before the expiry, and a while after it, the create call may still be on its way. */
    private Decision notKnown(Order order, Heard heard) {
        boolean believed = heard.at().isAfter(order.terms().expiresAt().plus(rules.notKnownMargin()));
        return believed && !order.decided()
                ? ended(order, heard, State.CLOSED, EventType.ORDER_CLOSED)
                : new Unchanged(Verdict.DUPLICATE);
    }
}
