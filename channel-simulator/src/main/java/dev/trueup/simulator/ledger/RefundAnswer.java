package dev.trueup.simulator.ledger;

import java.util.Optional;

/** What becomes of a request to give money back. */
public sealed interface RefundAnswer {
    /** Taken, now or by an earlier request with the same number; whether it succeeds is decided later. */
    record Accepted(Refund refund) implements RefundAnswer {}

    record UnknownPayment() implements RefundAnswer {}

    /** Nothing was charged. */
    record NotPaid() implements RefundAnswer {}

    /** The number names another refund. */
    record NumberTaken() implements RefundAnswer {}

    /** More than what is left of the charge. */
    record TooMuch(long refundable) implements RefundAnswer {}

    /** Why the payment cannot give the money back; empty if it can, or does already. */
    static Optional<RefundAnswer> refusal(Payment payment, String refundNo, long amount) {
        Optional<Refund> known = payment.refund(refundNo);
        if (known.isPresent()) {
            return known.get().amount() == amount ? Optional.empty() : Optional.of(new NumberTaken());
        }
        if (payment.status() != Status.SUCCEEDED) {
            return Optional.of(new NotPaid());
        }
        return amount > payment.refundable() ? Optional.of(new TooMuch(payment.refundable())) : Optional.empty();
    }
}
