package dev.trueup.simulator.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the channel or the buyer does later. It is kept inside its payment, so that whatever happens and whatever
 * follows from it are stored in one write.
 *
 * @param name unique within the payment; a task put under the same name replaces the earlier one
 * @param attempt how often it was tried before
 * @param leasedUntil somebody is at it until then; null if nobody is
 * @param refundNo of {@link Kind#DECIDE_REFUND}
 * @param notice of {@link Kind#DELIVER}
 */
public record Task(
        String name,
        Kind kind,
        Instant due,
        int attempt,
        @Nullable Instant leasedUntil,
        @Nullable String refundNo,
        @Nullable Notice notice) {

    public enum Kind {
        BUYER_ACTS,
        CHARGE_AGAIN,
        CHARGE_LATE,
        EXPIRE,
        DECIDE_REFUND,
        DELIVER
    }

    static Task of(Kind kind, Instant due) {
        return new Task(kind.name(), kind, due, 0, null, null, null);
    }

    static Task deliver(String name, Notice notice, Instant due) {
        return new Task(name, Kind.DELIVER, due, 0, null, null, notice);
    }

    static Task decideRefund(String refundNo, Instant due) {
        return new Task("refund " + refundNo, Kind.DECIDE_REFUND, due, 0, null, refundNo, null);
    }

    Task again(Instant nextDue) {
        return new Task(name, kind, nextDue, attempt + 1, null, refundNo, notice);
    }

    Task postponed(Instant until) {
        return new Task(name, kind, until, attempt, null, refundNo, notice);
    }

    Task leased(Instant until) {
        return new Task(name, kind, due, attempt, until, refundNo, notice);
    }

    /** When somebody may take it: when it is due, and nobody is at it. */
    Instant free() {
        return leasedUntil == null || leasedUntil.isBefore(due) ? due : leasedUntil;
    }
}
