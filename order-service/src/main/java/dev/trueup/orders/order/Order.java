package dev.trueup.orders.order;

import dev.trueup.channels.Money;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.contracts.OrderSnapshot.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One order and all that is held true about it.
 *
 * @param version grows by one with every event; an order never changes without one
 * @param decidedAt when the outcome became known; null before
 */
public record Order(
        Terms terms,
        State state,
        long version,
        @Nullable Instant decidedAt,
        List<Payment> payments,
        List<Attention> attention) {

    public Order {
        payments = List.copyOf(payments);
        attention = List.copyOf(attention);
    }

    /** The order as everybody outside sees it. */
    public OrderSnapshot snapshot() {
        return new OrderSnapshot(
                terms.orderNo(),
                terms.channel(),
                terms.merchantId(),
                state,
                version,
                terms.total().amount(),
                terms.total().currency(),
                terms.goodsId(),
                terms.userId(),
                terms.num(),
                terms.reference(),
                terms.subject(),
                terms.createdAt(),
                terms.expiresAt(),
                decidedAt,
                payments,
                attention);
    }

    /** The order that {@link #snapshot} came from. */
    public static Order of(OrderSnapshot snapshot) {
        Terms terms = new Terms(
                snapshot.orderNo(),
                snapshot.channel(),
                snapshot.merchantId(),
                new Money(snapshot.amount(), snapshot.currency()),
                snapshot.goodsId(),
                snapshot.userId(),
                snapshot.num(),
                snapshot.reference(),
                snapshot.subject(),
                snapshot.createdAt(),
                snapshot.expiresAt());
        return new Order(
                terms,
                snapshot.state(),
                snapshot.version(),
                snapshot.decidedAt(),
                snapshot.payments(),
                snapshot.attention());
    }

    public String orderNo() {
        return terms.orderNo();
    }

    /** Whether the outcome is known. */
    public boolean decided() {
        return state.decided();
    }

    /** How many refunds are in this state. */
    long refunds(RefundState refundState) {
        return payments.stream()
                .flatMap(payment -> payment.refunds().stream())
                .filter(refund -> refund.state() == refundState)
                .count();
    }

    /** The charge with the channel's number. */
    public Optional<Payment> payment(@Nullable String transactionId) {
        return payments.stream()
                .filter(payment -> payment.transactionId().equals(transactionId))
                .findFirst();
    }

    /** The charge that made it PAID, whatever was given back since. */
    Optional<Payment> acceptedPayment() {
        return payments.stream()
                .filter(payment -> payment.disposition() == Disposition.ACCEPTED)
                .findFirst();
    }

    /** Whether the channel's money made it PAID, whatever was given back since. */
    boolean hasAcceptedPayment() {
        return acceptedPayment().isPresent();
    }

    /** Whether a person must decide before it can become PAID. */
    boolean blocked() {
        return attention.stream().anyMatch(Attention::blocking);
    }
}
