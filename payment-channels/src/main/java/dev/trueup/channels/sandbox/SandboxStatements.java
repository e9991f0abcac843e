package dev.trueup.channels.sandbox;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import java.util.List;
import java.util.Objects;

/** What the channel's answers say about a payment. An IllegalArgumentException where that cannot be. */
final class SandboxStatements {
    private SandboxStatements() {}

    /** One for each charge, with the refunds taken from it; where there is none, one. */
    static List<ChannelStatement> all(SandboxPayment.View view) {
        List<SandboxPayment.Charge> charges = Objects.requireNonNullElse(view.charges(), List.of());
        if (view.status() != SandboxPayment.Status.SUCCEEDED || charges.isEmpty()) {
            return List.of(one(view));
        }
        List<SandboxPayment.Refund> refunds = Objects.requireNonNullElse(view.refunds(), List.of());
        String first = charges.getFirst().transactionId();
        return charges.stream()
                .map(charge -> new ChannelStatement(
                        ChannelIds.SANDBOX,
                        view.merchantId(),
                        view.orderNo(),
                        view.reference(),
                        Said.PAID,
                        charge.transactionId(),
                        new Money(charge.amount(), view.currency()),
                        charge.occurredAt(),
                        refunds.stream()
                                .filter(refund -> Objects.requireNonNullElse(refund.transactionId(), first)
                                        .equals(charge.transactionId()))
                                .map(refund -> report(refund, view.currency()))
                                .toList()))
                .toList();
    }

    /** The payment as a whole. */
    static ChannelStatement one(SandboxPayment.View view) {
        Said said = switch (view.status()) {
            case PENDING -> Said.UNPAID;
            case SUCCEEDED -> Said.PAID;
            case FAILED -> Said.FAILED;
            case CLOSED -> Said.CLOSED;
        };
        List<SandboxPayment.Refund> refunds = Objects.requireNonNullElse(view.refunds(), List.of());
        return new ChannelStatement(
                ChannelIds.SANDBOX,
                view.merchantId(),
                view.orderNo(),
                view.reference(),
                said,
                view.transactionId(),
                new Money(view.amount(), view.currency()),
                view.occurredAt(),
                refunds.stream().map(refund -> report(refund, view.currency())).toList());
    }

    static RefundReport report(SandboxPayment.Refund refund, String currency) {
        RefundReport.Progress progress = switch (refund.status()) {
            case PENDING -> RefundReport.Progress.PENDING;
            case SUCCEEDED -> RefundReport.Progress.SUCCEEDED;
            case FAILED -> RefundReport.Progress.FAILED;
        };
        return new RefundReport(refund.refundNo(), new Money(refund.amount(), currency), progress);
    }
}
