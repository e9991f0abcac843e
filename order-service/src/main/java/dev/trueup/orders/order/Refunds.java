package dev.trueup.orders.order;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.contracts.OrderSnapshot.State;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a channel says about money given back, merged into an order's payments. */
final class Refunds {
    private Refunds() {}

    /** Merges every refund that {@code statement} reports for its transaction; what says nothing new makes no event. */
    static void merge(Transition transition, ChannelStatement statement) {
        for (RefundReport report : statement.refunds()) {
            transition
                    .order()
                    .payment(statement.transactionId())
                    .ifPresent(payment -> merge(transition, payment, report));
        }
    }

    private static void merge(Transition transition, Payment payment, RefundReport report) {
        if (!report.money().currency().equals(payment.currency())) {
            return; // another currency cannot be this payment's refund; the statement stays for a person to read
        }
        RefundState told = switch (report.progress()) {
            case PENDING -> RefundState.ACCEPTED;
            case SUCCEEDED -> RefundState.SUCCEEDED;
            case FAILED -> RefundState.FAILED;
        };
        Optional<Refund> known = payment.refunds().stream()
                .filter(refund -> refund.refundNo().equals(report.refundNo()))
                .findFirst();
        if (known.isPresent() && rank(known.get().state()) >= rank(told)) {
            return;
        }
        Refund refund = new Refund(report.refundNo(), report.money().amount(), told);
        Payment updated = new Payment(
                payment.transactionId(),
                payment.amount(),
                payment.currency(),
                payment.disposition(),
                payment.occurredAt(),
                Stream.concat(
                                payment.refunds().stream()
                                        .filter(other -> !other.refundNo().equals(refund.refundNo())),
                                Stream.of(refund))
                        .sorted(Comparator.comparing(Refund::refundNo))
                        .toList());
        Order order = transition.order();
        transition.payments(eventOf(told), stateAfter(order, updated), append(order.payments(), updated));
    }

    /** A failure can still be followed by success, success by nothing. */
    private static int rank(RefundState state) {
        return switch (state) {
            case REQUESTED -> 0;
            case ACCEPTED -> 1;
            case FAILED -> 2;
            case SUCCEEDED -> 3;
        };
    }

    private static EventType eventOf(RefundState state) {
        return switch (state) {
            case REQUESTED, ACCEPTED -> EventType.ORDER_REFUND_REQUESTED;
            case SUCCEEDED -> EventType.ORDER_REFUNDED;
            case FAILED -> EventType.ORDER_REFUND_FAILED;
        };
    }

    private static State stateAfter(Order order, Payment payment) {
        if (payment.disposition() != Disposition.ACCEPTED) {
            return order.state();
        }
        long returned = payment.refunds().stream()
                .filter(refund -> refund.state() == RefundState.SUCCEEDED)
                .mapToLong(Refund::amount)
                .sum();
        return returned >= payment.amount() ? State.REFUNDED : State.PAID;
    }

    /** {@code payments} with {@code payment} in the place of the one with its transaction, or at the end. */
    static List<Payment> append(List<Payment> payments, Payment payment) {
        boolean known =
                payments.stream().anyMatch(other -> other.transactionId().equals(payment.transactionId()));
        return known
                ? payments.stream()
                        .map(other -> other.transactionId().equals(payment.transactionId()) ? payment : other)
                        .toList()
                : Stream.concat(payments.stream(), Stream.of(payment)).toList();
    }
}
