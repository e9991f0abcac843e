package dev.trueup.simulator.audit;

import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.simulator.ledger.Charge;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Refund;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong between one order here and its payment there. */
final class Judge {
    enum Finding {
        LOST("lost"),
        TWICE("twice"),
        FALSE_PAID("falsePaid"),
        WRONG_AMOUNT("wrongAmount"),
        REFUNDED_TWICE("refundedTwice"),
        EVENT_MISMATCH("eventMismatch");

        private final String figure;

        Finding(String figure) {
            this.figure = figure;
        }

        String figure() {
            return figure;
        }
    }

    private Judge() {}

    /** All that is wrong but for the events. At least one of the two is there. */
    static Set<Finding> findings(@Nullable OrderSnapshot order, @Nullable Payment payment) {
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        boolean paidHere = order != null && isPaid(order);
        boolean charged = payment != null && payment.charged() > 0;
        if (paidHere && !charged) {
            findings.add(Finding.FALSE_PAID);
        }
        if (payment != null && charged && isLost(order, payment)) {
            findings.add(Finding.LOST);
        }
        if (order != null && paidHere && payment != null && charged && !sameMoney(order, payment)) {
            findings.add(Finding.WRONG_AMOUNT);
        }
        if (refundedTwice(payment) || (order != null && hasDouble(refundNos(order)))) {
            findings.add(Finding.REFUNDED_TWICE);
        }
        return findings;
    }

    private static boolean refundedTwice(@Nullable Payment payment) {
        return payment != null
                && (payment.refunded() > payment.charged()
                        || hasDouble(payment.refunds().stream().map(Refund::refundNo)));
    }

    private static boolean isPaid(OrderSnapshot order) {
        return order.state() == State.PAID
                || order.state() == State.REFUNDED
                || order.payments().stream().anyMatch(payment -> payment.disposition() == Disposition.ACCEPTED);
    }

    /** Not lost is what was given back, what a person looks at, and a paid order that knows of every charge. */
    private static boolean isLost(@Nullable OrderSnapshot order, Payment payment) {
        if (payment.refunded() >= payment.charged()) {
            return false;
        }
        if (order == null) {
            return true;
        }
        if (!order.attention().isEmpty()) {
            return false;
        }
        Set<String> known = order.payments().stream()
                .map(OrderSnapshot.Payment::transactionId)
                .collect(Collectors.toSet());
        return !isPaid(order)
                || !payment.charges().stream().map(Charge::transactionId).allMatch(known::contains);
    }

    private static boolean sameMoney(OrderSnapshot order, Payment payment) {
        if (!order.currency().equals(payment.order().currency())
                || order.amount() != payment.order().amount()) {
            return false;
        }
        List<OrderSnapshot.Payment> accepted = order.payments().stream()
                .filter(here -> here.disposition() == Disposition.ACCEPTED)
                .toList();
        return accepted.stream()
                .allMatch(here -> payment.charges().stream()
                        .anyMatch(there -> there.transactionId().equals(here.transactionId())
                                && there.amount() == here.amount()
                                && payment.order().currency().equals(here.currency())));
    }

    private static Stream<String> refundNos(OrderSnapshot order) {
        return order.payments().stream()
                .flatMap(payment -> payment.refunds().stream())
                .map(OrderSnapshot.Refund::refundNo);
    }

    private static boolean hasDouble(Stream<String> values) {
        Set<String> seen = new HashSet<>();
        return !values.allMatch(seen::add);
    }
}
