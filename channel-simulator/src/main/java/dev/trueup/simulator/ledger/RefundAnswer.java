package dev.trueup.simulator.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a request to give money back. */
public sealed interface RefundAnswer {
    /** Taken, now or by an earlier request with the same number; whether it succeeds is decided later. */
    record Accepted(Refund refund) implements RefundAnswer {}

    record UnknownPayment() implements RefundAnswer {}

    /** Nothing was charged, or not by the transaction that is named. */
    record NotPaid() implements RefundAnswer {}

    /** The number names another refund. */
    record NumberTaken() implements RefundAnswer {}

    /** More than what is left of the charge. */
    record TooMuch(long refundable) implements RefundAnswer {}

    /**
     * Why the payment cannot give the money back; empty if it can, or does already.
     *
     * @param transactionId the charge it is to be taken from; null for the first
     */
    static Optional<RefundAnswer> refusal(
            Payment payment, String refundNo, @Nullable String transactionId, long amount) {
        Optional<Refund> known = payment.refund(refundNo);
        if (known.isPresent()) {
            boolean same = known.get().amount() == amount
                    && (transactionId == null || known.get().transactionId().equals(transactionId));
            return same ? Optional.empty() : Optional.of(new NumberTaken());
        }
        Optional<Charge> charge = payment.charge(transactionId);
        if (payment.status() != Status.SUCCEEDED || charge.isEmpty()) {
            return Optional.of(new NotPaid());
        }
        long refundable = payment.refundable(charge.get());
        return amount > refundable ? Optional.of(new TooMuch(refundable)) : Optional.empty();
    }
}
