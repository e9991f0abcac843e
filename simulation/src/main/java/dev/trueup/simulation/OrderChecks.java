package dev.trueup.simulation;

import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.orders.order.Order;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold for every version of an order, against what truly happened. */
final class OrderChecks {
    private OrderChecks() {}

    static void check(Checks checks, Ledger ledger, Order order) {
        int accepted = 0;
        Set<String> transactions = new HashSet<>();
        for (Payment payment : order.payments()) {
            transactions.add(payment.transactionId());
            accepted += payment.disposition() == Disposition.ACCEPTED ? 1 : 0;
            Ledger.Charge charge = ledger.charge(order.orderNo(), payment.transactionId());
            if (payment.disposition() == Disposition.ACCEPTED) {
                checks.check(
                        charge != null && charge.money.equals(order.terms().total()),
                        Guarantee.PAID_ONLY_WHEN_CHARGED,
                        () -> order.orderNo() + " is PAID by " + payment + " and was not charged so");
            }
            for (Refund refund : payment.refunds()) {
                checks.check(
                        isTrue(charge, refund),
                        Guarantee.REFUNDS_TRUE,
                        () -> order.orderNo() + " has " + refund + ", which the channel does not say");
            }
        }
        boolean paid = order.state() == State.PAID || order.state() == State.REFUNDED;
        checks.check(
                !paid || accepted == 1,
                Guarantee.PAID_ONLY_WHEN_CHARGED,
                () -> order.orderNo() + " is " + order.state() + " by " + order.payments());
        boolean each = accepted <= 1 && transactions.size() == order.payments().size();
        checks.check(each, Guarantee.ONE_EFFECT, () -> "payments of " + order.orderNo() + ": " + order.payments());
    }

    private static boolean isTrue(Ledger.@Nullable Charge charge, Refund refund) {
        RefundReport report = charge == null ? null : charge.refunds.get(refund.refundNo());
        return switch (refund.state()) {
            case REQUESTED -> true;
            case ACCEPTED -> report != null;
            case SUCCEEDED -> report != null && report.progress() == Progress.SUCCEEDED;
            case FAILED -> report != null && report.progress() == Progress.FAILED;
        };
    }
}
