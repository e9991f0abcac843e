package dev.trueup.orders.order;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Payment;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a person should look at an order, and how that comes and goes. */
final class AttentionReason {
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

    private AttentionReason() {}

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
        List<Attention> attention = transition.order().attention();
        List<Attention> left = attention.stream().filter(Attention::blocking).toList();
        if (left.size() < attention.size()) {
            transition.attention(
                    EventType.ORDER_ATTENTION_RESOLVED, left, transition.order().payments());
        }
    }
}
