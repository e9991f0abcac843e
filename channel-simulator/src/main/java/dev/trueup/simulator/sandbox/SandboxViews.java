package dev.trueup.simulator.sandbox;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.sandbox.SandboxPayment;
import dev.trueup.simulator.ledger.Charge;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Refund;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payments as the sandbox channel's answers show them. */
public final class SandboxViews {
    private SandboxViews() {}

    public static Order order(SandboxPayment.Order asked) {
        return new Order(
                ChannelIds.SANDBOX,
                asked.merchantId(),
                asked.orderNo(),
                asked.reference(),
                asked.subject(),
                asked.amount(),
                asked.currency(),
                asked.notifyUrl().toString(),
                asked.expiresAt());
    }

    /** The truth, as query and close tell it. */
    public static SandboxPayment.View truth(Payment payment) {
        return view(payment, null);
    }

    /** The truth with where to pay, as create tells it. */
    public static SandboxPayment.View created(Payment payment, URI payUrl) {
        return view(payment, payUrl);
    }

    public static SandboxPayment.Refund refund(Refund refund) {
        SandboxPayment.RefundStatus status = switch (refund.state()) {
            case PENDING -> SandboxPayment.RefundStatus.PENDING;
            case SUCCEEDED -> SandboxPayment.RefundStatus.SUCCEEDED;
            case FAILED -> SandboxPayment.RefundStatus.FAILED;
        };
        return new SandboxPayment.Refund(refund.refundNo(), refund.transactionId(), refund.amount(), status);
    }

    private static SandboxPayment.View view(Payment payment, @Nullable URI payUrl) {
        Order order = payment.order();
        SandboxPayment.Status status = switch (payment.status()) {
            case PENDING -> SandboxPayment.Status.PENDING;
            case SUCCEEDED -> SandboxPayment.Status.SUCCEEDED;
            case FAILED -> SandboxPayment.Status.FAILED;
            case CLOSED -> SandboxPayment.Status.CLOSED;
        };
        List<SandboxPayment.Refund> refunds =
                payment.refunds().stream().map(SandboxViews::refund).toList();
        return new SandboxPayment.View(
                order.merchantId(),
                order.orderNo(),
                order.reference(),
                status,
                payment.charges().stream()
                        .findFirst()
                        .map(Charge::transactionId)
                        .orElse(null),
                order.amount(),
                order.currency(),
                payment.decidedAt(),
                order.expiresAt(),
                payUrl,
                refunds.isEmpty() ? null : refunds,
                payment.charges().size() < 2 ? null : charges(payment));
    }

    private static List<SandboxPayment.Charge> charges(Payment payment) {
        return payment.charges().stream()
                .map(charge -> new SandboxPayment.Charge(charge.transactionId(), charge.amount(), charge.at()))
                .toList();
    }
}
