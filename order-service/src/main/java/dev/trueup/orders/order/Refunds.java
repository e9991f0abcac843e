package dev.trueup.orders.order;

import static java.util.stream.Collectors.toCollection;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.contracts.OrderSnapshot.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Money given back, in an order's payments. */
public final class Refunds {
    private Refunds() {}

    /** Whether nobody asked for the refund: it follows from a policy. */
    public static boolean isAutomatic(Order order, Payment payment, Refund refund) {
        return refund.refundNo().equals(RefundNumbers.automatic(order.orderNo(), payment.transactionId()));
    }

    /** Requests back whatever of a charge is not the order's and that the channel has not given back by itself. */
    static void giveBack(Transition transition, @Nullable String transactionId) {
        Order order = transition.order();
        Optional<Payment> unexpected = order.payment(transactionId)
                .filter(payment ->
                        payment.disposition() == Disposition.LATE || payment.disposition() == Disposition.SECOND)
                .filter(payment -> payment.committed() < payment.amount());
        unexpected.ifPresent(payment -> {
            String refundNo = RefundNumbers.automatic(order.orderNo(), payment.transactionId());
            long left = payment.amount() - payment.committed();
            advance(transition, payment, new Refund(refundNo, left, RefundState.REQUESTED, transition.at()));
        });
    }

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
            case PENDING, STUCK -> RefundState.ACCEPTED;
            case SUCCEEDED -> RefundState.SUCCEEDED;
            case FAILED, RETURNED -> RefundState.FAILED;
        };
        Instant returnedAt = report.progress() == RefundReport.Progress.RETURNED ? transition.at() : null;
        Optional<Refund> known = payment.refund(report.refundNo());
        if (known.isEmpty() || rank(known.get()) < rank(told, returnedAt)) {
            long amount = amount(payment, report, known);
            if (amount == 0) {
                return; // refunds that are known make up all that is told
            }
            Instant requestedAt = known.map(Refund::requestedAt).orElse(null);
            advance(transition, payment, new Refund(report.refundNo(), amount, told, requestedAt, returnedAt));
        }
        boolean ended =
                known.map(refund -> rank(refund) > rank(told, returnedAt)).orElse(false);
        if (report.progress() == RefundReport.Progress.STUCK && !ended) {
            raiseStuck(transition, payment, report.refundNo());
        }
    }

    /** Only the merchant can help it on, at the channel; it is asked about as before. */
    private static void raiseStuck(Transition transition, Payment payment, String refundNo) {
        Attention attention =
                new Attention(AttentionReason.REFUND_STUCK, true, transition.at(), stuck(payment, refundNo));
        if (!AttentionReason.isRaised(transition.order(), attention)) {
            AttentionReason.raise(transition, attention, null);
        }
    }

    private static String stuck(Payment payment, String refundNo) {
        return "refund " + refundNo + " of " + AttentionReason.charge(payment);
    }

    /** Puts {@code refund} into {@code payment}, with the events and the attention that come of it. */
    static void advance(Transition transition, Payment payment, Refund refund) {
        Order order = transition.order();
        Payment updated = with(payment, refund);
        transition.payments(eventOf(refund.state()), stateAfter(order, updated), append(order.payments(), updated));
        if (!refund.open()) {
            AttentionReason.resolve(
                    transition, stuck(payment, refund.refundNo()), Set.of(AttentionReason.REFUND_STUCK));
        }
        if (payment.disposition() == Disposition.ACCEPTED) {
            return;
        }
        String detail = AttentionReason.charge(payment);
        if (updated.returned() >= updated.amount()) {
            AttentionReason.resolve(transition, detail, AttentionReason.OF_A_CHARGE);
        } else if (refund.state() == RefundState.FAILED) {
            Attention attention = new Attention(AttentionReason.REFUND_FAILED, true, transition.at(), detail);
            if (!AttentionReason.isRaised(order, attention)) {
                AttentionReason.raise(transition, attention, null);
            }
        }
    }

    /**
     * The money of the refund itself. Where the channel tells only what was given back so far, a known refund keeps its
     * own amount, and an unknown one has what the known ones leave.
     */
    private static long amount(Payment payment, RefundReport report, Optional<Refund> known) {
        if (report.extent() == RefundReport.Extent.ITSELF) {
            return report.money().amount();
        }
        return known.map(Refund::amount)
                .orElseGet(() -> Math.max(0, report.money().amount() - payment.committed()));
    }

    private static int rank(Refund refund) {
        return rank(refund.state(), refund.returnedAt());
    }

    /**
     * A failure can still be followed by success, where the channel tries again; success by the money's coming back, since
     * the buyer's bank may send it back days later; that by nothing.
     */
    private static int rank(RefundState state, @Nullable Instant returnedAt) {
        return switch (state) {
            case REQUESTED -> 0;
            case ACCEPTED -> 1;
            case FAILED -> returnedAt == null ? 2 : 4;
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
        return payment.returned() >= payment.amount() ? State.REFUNDED : State.PAID;
    }

    private static Payment with(Payment payment, Refund refund) {
        return new Payment(
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
    }

    /** {@code payments} with {@code payment} in the place of the one with its transaction, or at the end. */
    static List<Payment> append(List<Payment> payments, Payment payment) {
        List<Payment> all = payments.stream()
                .map(other -> other.transactionId().equals(payment.transactionId()) ? payment : other)
                .collect(toCollection(ArrayList::new));
        if (!all.contains(payment)) {
            all.add(payment);
        }
        return List.copyOf(all);
    }
}
