package dev.trueup.simulation.checks;

import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.orders.order.Order;
import dev.trueup.simulation.channel.Ledger;
import dev.trueup.simulation.channel.Plans;
import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.store.OrderDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold for every version of an order, against what truly happened. */
final class OrderChecks {
    private final History history;
    private final Findings findings;
    private final Ledger ledger;
    private final Plans plans;
    private final Duration notKnownMargin;

    OrderChecks(History history, Findings findings, Ledger ledger, Plans plans, Duration notKnownMargin) {
        this.history = history;
        this.findings = findings;
        this.ledger = ledger;
        this.plans = plans;
        this.notKnownMargin = notKnownMargin;
    }

    void changed(@Nullable OrderDocument before, OrderDocument after) {
        Order now = after.order();
        if (before != null && before.order().equals(now)) {
            return;
        }
        history.story().tell("store", () -> now.orderNo() + " is " + now.state() + ", version " + now.version());
        payments(now);
        if (before != null && before.order().decided()) {
            State from = before.order().state();
            boolean refunded = from == State.PAID && now.state() == State.REFUNDED;
            boolean accepted = history.has(Fault.LATE_ACCEPTED) && now.state() == State.PAID;
            findings.check(
                    from == now.state() || refunded || accepted,
                    Guarantee.OUTCOME_STAYS,
                    () -> now.orderNo() + " was " + from + " and is " + now.state());
        }
        if (before == null || before.order().state() != now.state()) {
            ended(now);
        }
    }

    private void ended(Order order) {
        if (order.state() == State.CLOSED || order.state() == State.FAILED) {
            Ledger.Account account = ledger.account(order.orderNo());
            long now = history.scheduler().now();
            Instant known = order.terms().expiresAt().plus(notKnownMargin.minusSeconds(5));
            boolean neverWill =
                    account == null && (plans.of(order.terms().reference()).refused() || known.toEpochMilli() <= now);
            boolean tooLate = account == null
                    && order.state() == State.FAILED
                    && order.terms().expiresAt().toEpochMilli() <= now;
            findings.check(
                    neverWill || tooLate || (account != null && account.ended()),
                    Guarantee.ENDED_AT_THE_CHANNEL_FIRST,
                    () -> order.orderNo() + " is " + order.state() + ", and its buyer can still pay");
        }
    }

    private void payments(Order order) {
        int accepted = 0;
        Set<String> transactions = new HashSet<>();
        for (Payment payment : order.payments()) {
            transactions.add(payment.transactionId());
            accepted += payment.disposition() == Disposition.ACCEPTED ? 1 : 0;
            Ledger.Charge charge = ledger.charge(order.orderNo(), payment.transactionId());
            if (payment.disposition() == Disposition.ACCEPTED) {
                findings.check(
                        charge != null && charge.money.equals(order.terms().total()),
                        Guarantee.PAID_ONLY_WHEN_CHARGED,
                        () -> order.orderNo() + " is PAID by " + payment + " and was not charged so");
            }
            for (Refund refund : payment.refunds()) {
                findings.check(
                        isTrue(charge, refund),
                        Guarantee.REFUNDS_TRUE,
                        () -> order.orderNo() + " has " + refund + ", which the channel does not say");
            }
        }
        boolean paid = order.state() == State.PAID || order.state() == State.REFUNDED;
        findings.check(
                !paid || accepted == 1,
                Guarantee.PAID_ONLY_WHEN_CHARGED,
                () -> order.orderNo() + " is " + order.state() + " by " + order.payments());
        boolean each = accepted <= 1 && transactions.size() == order.payments().size();
        findings.check(each, Guarantee.ONE_EFFECT, () -> "payments of " + order.orderNo() + ": " + order.payments());
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
