package dev.trueup.orders.order;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.orders.order.Decision.Ask;
import dev.trueup.orders.order.Decision.Changed;
import dev.trueup.orders.order.Decision.Unchanged;
import dev.trueup.orders.order.Decision.Verdict;
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
        if (AttentionReason.isRaised(order, attention)) {
            return new Unchanged(Verdict.DUPLICATE);
        }
        return new Changed(
                Verdict.MISMATCH,
                AttentionReason.raise(
                        transition, attention, newCharge ? charges(order, statement, Disposition.MISMATCHED) : null));
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
        return new Changed(verdict, transition);
    }

    private Verdict charge(Order order, Heard heard, Transition transition) {
        ChannelStatement statement = heard.statement();
        String detail = "transaction " + statement.transactionId() + " of " + statement.total();
        if (order.hasAcceptedPayment()) {
            AttentionReason.raise(
                    transition,
                    new Attention(AttentionReason.SECOND_PAYMENT, true, heard.at(), detail),
                    charges(order, statement, Disposition.SECOND));
            return Verdict.SECOND_PAYMENT;
        }
        if (order.decided() && rules.latePayment() == Rules.LatePayment.REFUND) {
            transition.payments(
                    EventType.ORDER_LATE_PAYMENT, order.state(), charges(order, statement, Disposition.LATE));
            AttentionReason.raise(
                    transition, new Attention(AttentionReason.LATE_PAYMENT, true, heard.at(), detail), null);
            return Verdict.LATE_PAYMENT;
        }
        if (order.blocked()) {
            Attention attention = new Attention(AttentionReason.CONTRADICTION, true, heard.at(), detail);
            if (!AttentionReason.isRaised(order, attention)) {
                AttentionReason.raise(transition, attention, null);
            }
            return Verdict.CONTRADICTION;
        }
        transition.payments(EventType.ORDER_PAID, State.PAID, charges(order, statement, Disposition.ACCEPTED));
        AttentionReason.resolveInformative(transition);
        return order.decided() ? Verdict.LATE_PAYMENT : Verdict.APPLIED;
    }

    private static List<Payment> charges(Order order, ChannelStatement statement, Disposition disposition) {
        Payment payment = new Payment(
                Objects.requireNonNull(statement.transactionId()),
                Objects.requireNonNull(statement.total()).amount(),
                statement.total().currency(),
                disposition,
                statement.occurredAt(),
                List.of());
        return Refunds.append(order.payments(), payment);
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
        return AttentionReason.isRaised(order, attention)
                ? new Unchanged(Verdict.DUPLICATE)
                : new Changed(Verdict.CONTRADICTION, AttentionReason.raise(transition, attention, null));
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
