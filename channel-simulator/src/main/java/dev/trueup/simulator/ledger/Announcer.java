package dev.trueup.simulator.ledger;

import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.ledger.ChannelHabits.Custom;
import dev.trueup.simulator.ledger.Notice.What;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which callbacks follow from what happened, true and false ones, and when they go out. */
final class Announcer {
    private static final Duration A_DAY = Duration.ofHours(24);
    private static final String OUTCOME = "outcome";

    private final ClockScale scale;
    private final Map<String, ChannelHabits> habits;

    Announcer(ClockScale scale, Map<String, ChannelHabits> habits) {
        this.scale = scale;
        this.habits = habits;
    }

    /** Everything that is sent because the payment has now succeeded. */
    Payment success(Payment payment, Charge charge, Instant now) {
        Payment falsified = withFalsehoods(payment, What.PAYMENT_SUCCEEDED, now);
        return withTruth(falsified, What.PAYMENT_SUCCEEDED, charge.transactionId(), now);
    }

    Payment failure(Payment payment, Instant now) {
        Payment falsified = withFalsehoods(payment, What.PAYMENT_FAILED, now);
        return payment.faults().has(Fault.SILENT_FAILURE) || !tells(payment, What.PAYMENT_FAILED)
                ? falsified.counting(Fault.SILENT_FAILURE)
                : withTruth(falsified, What.PAYMENT_FAILED, null, now);
    }

    /** The buyer may try again, so that what the plan has for the outcome is not for this. */
    Payment declined(Payment payment, Instant now) {
        if (!tells(payment, What.PAYMENT_FAILED) || silence(payment.faults()) != null) {
            return payment;
        }
        Notice notice = notice(payment, "declined", What.PAYMENT_FAILED, null, now);
        return payment.with(
                Task.deliver("declined", notice, after(now, payment.faults().callbackDelay())));
    }

    Payment disputed(Payment payment, Charge charge, Instant now) {
        if (!tells(payment, What.CHARGE_DISPUTED)) {
            return payment;
        }
        Notice notice = notice(payment, "dispute", What.CHARGE_DISPUTED, charge.transactionId(), now);
        return payment.replacing(charge)
                .with(Task.deliver("dispute", notice, after(now, laterDelay(payment.faults()))));
    }

    /** Nothing has happened at the channel, so only falsehoods can be told. */
    Payment abandonment(Payment payment, Instant now) {
        return withFalsehoods(payment, What.PAYMENT_CLOSED, now);
    }

    Payment closure(Payment payment, Instant now) {
        Payment falsified = payment.abandoned() ? payment : withFalsehoods(payment, What.PAYMENT_CLOSED, now);
        return payment.faults().has(Fault.TOLD_CLOSURE) && tells(payment, What.PAYMENT_CLOSED)
                ? withTruth(falsified.counting(Fault.TOLD_CLOSURE), What.PAYMENT_CLOSED, null, now)
                : falsified;
    }

    /** Whatever keeps the first charge from being told keeps the second from it as well, where a query tells of it. */
    Payment secondSuccess(Payment payment, Charge charge, Instant now) {
        Fault silence = has(payment, Custom.LISTS_CHARGES) ? silence(payment.faults()) : null;
        if (silence != null) {
            return payment.counting(silence);
        }
        Notice notice = notice(payment, "second", What.PAYMENT_SUCCEEDED, charge.transactionId(), now);
        return payment.with(Task.deliver("second", notice, after(now, laterDelay(payment.faults()))));
    }

    Payment refunded(Payment payment, Refund refund, Instant now) {
        Faults faults = payment.faults();
        What what = refund.state() == Refund.State.SUCCEEDED ? What.REFUND_SUCCEEDED : What.REFUND_FAILED;
        if (!tells(payment, what)) {
            return payment;
        }
        if (faults.has(Fault.DROP)) {
            return payment.counting(Fault.DROP);
        }
        String name = "told refund " + refund.refundNo();
        Notice notice = new Notice(
                Ids.notice(payment.orderNo(), name),
                what,
                refund.transactionId(),
                refund.amount(),
                refund.refundNo(),
                payment.refunded(refund.transactionId()),
                payment.charge(refund.transactionId()).map(Charge::at).orElse(null),
                now,
                now,
                null);
        return payment.with(Task.deliver(name, notice, after(now, laterDelay(faults))));
    }

    private Payment withTruth(Payment payment, What what, @Nullable String transactionId, Instant now) {
        Faults faults = payment.faults();
        Fault silence = silence(faults);
        if (silence != null) {
            return payment.counting(silence);
        }
        Payment counted = payment;
        Instant due = after(now, faults.outcomeDelay());
        if (faults.has(Fault.LONG_DELAY)) {
            counted = counted.counting(Fault.LONG_DELAY);
        }
        if (faults.has(Fault.REORDER)) {
            counted = counted.counting(Fault.REORDER);
            due = after(due, faults.hold());
        }
        return counted.with(copies(notice(payment, OUTCOME, what, transactionId, now), faults, due));
    }

    /** What keeps the truth about the outcome from being told at all; null if nothing does. */
    private static @Nullable Fault silence(Faults faults) {
        if (faults.has(Fault.DROP)) {
            return Fault.DROP;
        }
        return faults.has(Fault.TAMPERED_INSTEAD) && faults.befall().stream().anyMatch(Fault::isTampering)
                ? Fault.TAMPERED_INSTEAD
                : null;
    }

    private boolean tells(Payment payment, What what) {
        ChannelHabits channel = habits.get(payment.order().channel());
        return channel != null && channel.tells().contains(what);
    }

    private boolean has(Payment payment, Custom custom) {
        ChannelHabits channel = habits.get(payment.order().channel());
        return channel != null && channel.customs().contains(custom);
    }

    private List<Task> copies(Notice notice, Faults faults, Instant due) {
        List<Task> tasks = new ArrayList<>();
        tasks.add(Task.deliver(OUTCOME, notice, due));
        if (faults.has(Fault.REPEAT)) {
            for (int i = 1; i <= faults.repeats(); i++) {
                Instant again = after(due, faults.repeatGap().multipliedBy(i));
                tasks.add(
                        Task.deliver(OUTCOME + " repeated " + i, notice.because(Fault.REPEAT, notice.madeAt()), again));
            }
        }
        if (faults.has(Fault.NEXT_DAY_REPEAT)) {
            Instant nextDay = after(due, A_DAY);
            Notice anew = notice.because(Fault.NEXT_DAY_REPEAT, nextDay).under(notice.noticeId() + "_next_day");
            tasks.add(Task.deliver(OUTCOME + " next day", anew, nextDay));
        }
        return tasks;
    }

    /** What nobody may believe. Each claims a charge, but for the changed status of a payment that was charged. */
    private Payment withFalsehoods(Payment payment, What happened, Instant now) {
        Set<Fault> falsehoods = EnumSet.of(Fault.FORGED, Fault.WRONG_AMOUNT);
        if (has(payment, Custom.PROBES_SIGNATURES)) {
            falsehoods.add(Fault.SIGNATURE_PROBE);
        }
        for (Fault fault : Fault.values()) {
            if (fault.isTampering()) {
                falsehoods.add(fault);
            }
        }
        falsehoods.retainAll(payment.faults().befall());
        List<Task> tasks = new ArrayList<>();
        for (Fault fault : falsehoods) {
            boolean denial = fault == Fault.TAMPERED_STATUS && happened == What.PAYMENT_SUCCEEDED;
            long amount = payment.order().amount();
            Notice notice = new Notice(
                    Ids.notice(payment.orderNo(), fault.name()),
                    denial ? What.PAYMENT_FAILED : What.PAYMENT_SUCCEEDED,
                    denial ? null : firstCharge(payment),
                    fault == Fault.TAMPERED_AMOUNT || fault == Fault.WRONG_AMOUNT ? amount + 1 : amount,
                    null,
                    null,
                    null,
                    now,
                    now,
                    fault);
            tasks.add(Task.deliver(
                    fault.name(), notice, after(now, payment.faults().sideDelay())));
        }
        return payment.with(tasks);
    }

    private String firstCharge(Payment payment) {
        ChannelHabits channel = habits.get(payment.order().channel());
        return (channel == null ? ChargeNumbers.ANY : channel.numbers()).number(payment.orderNo(), 1);
    }

    private static Notice notice(Payment payment, String name, What what, @Nullable String transactionId, Instant now) {
        return new Notice(
                Ids.notice(payment.orderNo(), name),
                what,
                transactionId,
                payment.order().amount(),
                null,
                null,
                null,
                now,
                now,
                null);
    }

    /** What happens later overtakes, under {@link Fault#REORDER}, what is still held back. */
    private static Duration laterDelay(Faults faults) {
        return faults.has(Fault.REORDER) ? Duration.ZERO : faults.callbackDelay();
    }

    private Instant after(Instant start, Duration nominal) {
        return start.plus(scale.scaled(nominal));
    }
}
