package dev.trueup.simulator.ledger;

import dev.trueup.simulator.plan.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One callback to come, in no channel's language yet.
 *
 * @param noticeId the same for every try and every repetition of one notice
 * @param amount the order's total; of a refund the refund's own
 * @param refundedSoFar of a refund: all that was given back of its charge when it was decided, itself included
 * @param chargedAt of a refund: when its charge was made
 * @param occurredAt when what it tells happened; null where nothing did
 * @param madeAt when the channel wrote it
 * @param fault why it is sent at all, or what is wrong with it; null for the honest ones
 */
public record Notice(
        String noticeId,
        What what,
        @Nullable String transactionId,
        long amount,
        @Nullable String refundNo,
        @Nullable Long refundedSoFar,
        @Nullable Instant chargedAt,
        @Nullable Instant occurredAt,
        Instant madeAt,
        @Nullable Fault fault) {

    public enum What {
        PAYMENT_SUCCEEDED,
        PAYMENT_FAILED,
        PAYMENT_CLOSED,
        REFUND_SUCCEEDED,
        REFUND_FAILED,
        /** The buyer's bank questions a charge. */
        CHARGE_DISPUTED
    }

    Notice because(Fault why, Instant made) {
        return new Notice(
                noticeId, what, transactionId, amount, refundNo, refundedSoFar, chargedAt, occurredAt, made, why);
    }

    Notice under(String otherId) {
        return new Notice(
                otherId, what, transactionId, amount, refundNo, refundedSoFar, chargedAt, occurredAt, madeAt, fault);
    }

    /** Whether the channel sends it until it is acknowledged; repetitions and what others send go out once. */
    boolean insistent() {
        return fault == null || fault == Fault.NEXT_DAY_REPEAT || fault == Fault.WRONG_AMOUNT;
    }
}
