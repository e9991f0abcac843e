package dev.trueup.simulation.checks;

import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Order;
import dev.trueup.simulation.channel.Ledger;
import dev.trueup.simulation.store.OrderDocument;
import dev.trueup.simulation.store.PendingOrderDocument;
import dev.trueup.simulation.store.Stores;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether one order has come to its end: decided as the ledger says, announced, and nothing left to do for it. */
record Settled(Ledger ledger, Stores stores, EventChecks events, OrderDocument stored) {
    /** What is wrong or not yet there. */
    List<Violation> unsettled() {
        Order order = stored.order();
        String orderNo = order.orderNo();
        List<Violation> wrong = new ArrayList<>();
        boolean blocked = order.attention().stream().anyMatch(Attention::blocking);
        if (!order.decided() && !blocked) {
            wrong.add(new Violation(Guarantee.NOTHING_FORGOTTEN, orderNo + " is still " + order.state()));
        }
        PendingOrderDocument tracked = stores.durablePendingOrders().get(orderNo);
        if (order.decided() && (tracked == null || !tracked.order().settled())) {
            wrong.add(new Violation(Guarantee.NOTHING_FORGOTTEN, orderNo + " is decided and still asked about"));
        }
        if (stored.due().keySet().stream().anyMatch(errand -> errand != Errand.REFUND)) {
            wrong.add(new Violation(Guarantee.NOTHING_FORGOTTEN, orderNo + " is never done with " + stored.due()));
        }
        Violation money = money(order, blocked);
        if (money != null) {
            wrong.add(money);
        }
        List<OrderEvent> announced = events.of(orderNo);
        if (announced.isEmpty() || !announced.getLast().order().equals(order.snapshot())) {
            wrong.add(new Violation(
                    Guarantee.EVENTS_IN_ORDER,
                    "the events of " + orderNo + " do not give the order of version " + order.version()));
        }
        if (!stored.outbox().isEmpty()) {
            wrong.add(new Violation(Guarantee.EVENTS_IN_ORDER, orderNo + " still has events to announce"));
        }
        return wrong;
    }

    private @Nullable Violation money(Order order, boolean blocked) {
        Ledger.Account account = ledger.account(order.orderNo());
        if (account == null) {
            return null;
        }
        for (Ledger.Charge charge : account.charges) {
            Payment payment = order.payment(charge.transactionId).orElse(null);
            boolean known = payment != null && payment.amount() == charge.money.amount();
            if (payment == null || !known) {
                return unaccounted(charge.transactionId + " was charged and is not known");
            }
            boolean back = charge.refunded() == charge.money.amount();
            if (payment.disposition() != Disposition.ACCEPTED && !back && !blocked) {
                return unaccounted(charge.transactionId + " is neither accepted nor given back nor before a person");
            }
            for (RefundReport report : charge.refunds.values()) {
                Refund refund = payment.refund(report.refundNo()).orElse(null);
                if (refund == null
                        || refund.open()
                        || refund.amount() != report.money().amount()) {
                    return unaccounted("refund " + report + " is held for " + refund);
                }
            }
            boolean open = payment.refunds().stream().anyMatch(Refund::open);
            boolean held =
                    order.attention().stream().anyMatch(one -> one.reason().equals("refund-held"));
            if (open && !held) {
                return unaccounted("a refund of " + charge.transactionId + " was never made: " + payment.refunds());
            }
        }
        return null;
    }

    private static Violation unaccounted(String how) {
        return new Violation(Guarantee.MONEY_ACCOUNTED_FOR, how);
    }
}
