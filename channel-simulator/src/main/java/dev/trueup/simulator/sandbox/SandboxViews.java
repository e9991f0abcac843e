package dev.trueup.simulator.sandbox;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.sandbox.SandboxPayment;
import dev.trueup.simulator.ledger.Charge;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Refund;
import dev.trueup.simulator.plan.Fault;
import java.net.URI;
import java.time.Instant;
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

    /**
     * The answer to create under a fault that makes it lie; under any other fault the truth.
     *
     * @param now when the pretended charge is said to have happened
     */
    public static SandboxPayment.View lie(Fault fault, SandboxPayment.View truth, Instant now) {
        boolean paid = fault == Fault.ANSWER_CLAIMS_PAID;
        return new SandboxPayment.View(
                truth.merchantId(),
                fault == Fault.ANSWER_OTHER_ORDER_NO ? truth.orderNo() + "0" : truth.orderNo(),
                truth.reference(),
                paid ? SandboxPayment.Status.SUCCEEDED : truth.status(),
                paid ? "txclaimed" : truth.transactionId(),
                fault == Fault.ANSWER_OTHER_AMOUNT ? truth.amount() + 1 : truth.amount(),
                truth.currency(),
                paid ? now : truth.occurredAt(),
                truth.expiresAt(),
                truth.payUrl(),
                truth.refunds());
    }

    public static SandboxPayment.Refund refund(Refund refund) {
        SandboxPayment.RefundStatus status = switch (refund.state()) {
            case PENDING -> SandboxPayment.RefundStatus.PENDING;
            case SUCCEEDED -> SandboxPayment.RefundStatus.SUCCEEDED;
            case FAILED -> SandboxPayment.RefundStatus.FAILED;
        };
        return new SandboxPayment.Refund(refund.refundNo(), refund.amount(), status);
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
                refunds.isEmpty() ? null : refunds);
    }
}
