package dev.trueup.orders.order;

import dev.trueup.channels.Money;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Payment;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a person should look at an order, and how that comes and goes. */
public final class AttentionReason {
    /** The channel confirms another channel, merchant or amount than the order's. */
    static final String MISMATCH = "mismatch";

    /** The channel says the opposite of what it said before. */
    static final String CONTRADICTION = "contradiction";

    /** Charged after the order ended unpaid. */
    static final String LATE_PAYMENT = "late-payment";

    /** Charged beside the accepted payment. */
    static final String SECOND_PAYMENT = "second-payment";

    /** The answer to the create call claims what it cannot know or was not asked. */
    static final String SYNCHRONOUS_ANSWER = "synchronous-answer";

    /** Nobody knows the outcome after so long a time; it is asked about as before. */
    static final String LONG_PENDING = "long-pending";

    /** A refund of money that is not the order's came to nothing. */
    static final String REFUND_FAILED = "refund-failed";

    /** A refund waits at the channel until the merchant helps it on there. */
    static final String REFUND_STUCK = "refund-stuck";

    /** A refund that nobody asked for waits: refunds of that kind are switched off, or the day's allowance is spent. */
    static final String REFUND_HELD = "refund-held";

    /** The buyer's bank questions a charge. */
    static final String DISPUTE = "dispute";

    /** Whatever may be wrong with one charge that is not the order's: settled once it is wholly given back. */
    static final Set<String> OF_A_CHARGE = Set.of(LATE_PAYMENT, SECOND_PAYMENT, REFUND_FAILED, REFUND_HELD);

    private static final Set<String> ALL = new TreeSet<>(Set.of(
            MISMATCH,
            CONTRADICTION,
            LATE_PAYMENT,
            SECOND_PAYMENT,
            SYNCHRONOUS_ANSWER,
            LONG_PENDING,
            REFUND_FAILED,
            REFUND_STUCK,
            REFUND_HELD,
            DISPUTE));

    private AttentionReason() {}

    /** All that there are, by name. */
    public static Set<String> all() {
        return Collections.unmodifiableSet(ALL);
    }

    /** The charge in words, always the same. */
    static String charge(Payment payment) {
        return "transaction " + payment.transactionId() + " of " + new Money(payment.amount(), payment.currency());
    }

    /** Takes back the attention with this detail for any of these reasons; no event where there is none. */
    static void resolve(Transition transition, String detail, Set<String> reasons) {
        resolve(
                transition,
                attention -> reasons.contains(attention.reason())
                        && attention.detail().equals(detail));
    }

    /** Takes back all attention that is {@code settled}; no event where there is none. */
    static void resolve(Transition transition, Predicate<Attention> settled) {
        List<Attention> attention = transition.order().attention();
        List<Attention> left = attention.stream().filter(settled.negate()).toList();
        if (left.size() < attention.size()) {
            transition.attention(
                    EventType.ORDER_ATTENTION_RESOLVED, left, transition.order().payments());
        }
    }

    /** Whether the order has this attention already, since whenever. */
    static boolean isRaised(Order order, Attention attention) {
        return order.attention().stream()
                .anyMatch(raised -> raised.reason().equals(attention.reason())
                        && raised.detail().equals(attention.detail()));
    }

    /** Adds {@code attention} and, in the same event, takes over {@code payments} where they are given. */
    static Transition raise(Transition transition, Attention attention, @Nullable List<Payment> payments) {
        List<Attention> all = Stream.concat(transition.order().attention().stream(), Stream.of(attention))
                .toList();
        return transition.attention(
                EventType.ORDER_NEEDS_ATTENTION,
                all,
                payments == null ? transition.order().payments() : payments);
    }

    /** What was only informative is settled by the outcome. */
    static void resolveInformative(Transition transition) {
        resolve(transition, attention -> !attention.blocking());
    }
}
