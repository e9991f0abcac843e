package dev.trueup.simulator.ledger;

import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.plan.Buyer;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.FaultOverride;
import dev.trueup.simulator.plan.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a payment goes on: pure functions from one state of it to the next, with everything that follows put on its
 * agenda. Where a step is not possible (any more) an equal payment comes back.
 */
final class Flow {
    private final ClockScale scale;
    private final Map<String, ChannelHabits> habits;
    private final Announcer announcer;

    /**
     * The flow of payments on a clock.
     *
     * @param habits each channel's, by its id
     */
    Flow(ClockScale scale, Map<String, ChannelHabits> habits) {
        this.scale = scale;
        this.habits = Map.copyOf(habits);
        this.announcer = new Announcer(scale, this.habits);
    }

    Payment opened(Order order, String key, Faults faults, Instant now) {
        Payment payment = Payment.pending(order, key, faults, now)
                .with(Task.of(Task.Kind.EXPIRE, order.expiresAt()))
                .with(buyerTasks(faults, now));
        return faults.answer().filter(Fault::isLie).map(payment::counting).orElse(payment);
    }

    /** Counts that the answer to create is spoilt, the first time that it is asked. */
    static Payment spoilt(Payment payment) {
        return payment.faults()
                .answer()
                .filter(fault -> !fault.isLie() && !payment.tally().injected().containsKey(fault))
                .map(payment::counting)
                .orElse(payment);
    }

    Payment paid(Payment payment, Instant now) {
        return payable(payment, now) ? succeeded(payment, now) : payment;
    }

    private Payment succeeded(Payment payment, Instant now) {
        Charge charge = charge(payment, now);
        Payment paid = ended(payment.withCharge(charge), Status.SUCCEEDED, now);
        Payment announced = announcer.success(paid, charge, now);
        return payment.faults().has(Fault.SECOND_PAYMENT)
                ? announced.with(Task.of(
                        Task.Kind.CHARGE_AGAIN, after(now, payment.faults().secondPaymentDelay())))
                : announced;
    }

    Payment failed(Payment payment, Instant now) {
        if (!payable(payment, now)) {
            return payment;
        }
        return failsForGood(payment)
                ? announcer.failure(ended(payment, Status.FAILED, now), now)
                : announcer.failure(payment.withDecline().leftByBuyer().without(Task.Kind.BUYER_ACTS.name()), now);
    }

    private boolean failsForGood(Payment payment) {
        ChannelHabits channel = habits.get(payment.order().channel());
        return channel == null || !channel.customs().contains(ChannelHabits.Custom.ONLY_DECLINES);
    }

    Payment abandoned(Payment payment, Instant now) {
        if (!payable(payment, now) || payment.abandoned()) {
            return payment;
        }
        return announcer.abandonment(payment.leftByBuyer().without(Task.Kind.BUYER_ACTS.name()), now);
    }

    /** Closed by its merchant or by its expiry; some buyers pay in this very moment, or are charged after all. */
    Payment closed(Payment payment, Instant now) {
        if (payment.status() != Status.PENDING) {
            return payment;
        }
        Faults faults = payment.faults();
        if (faults.has(Fault.PAYS_AT_CLOSE) && !payment.abandoned()) {
            return succeeded(payment.counting(Fault.PAYS_AT_CLOSE), now);
        }
        Payment closed = announcer.closure(ended(payment, Status.CLOSED, now), now);
        return faults.has(Fault.CHARGED_AFTER_CLOSE) && !payment.abandoned()
                ? closed.with(Task.of(Task.Kind.CHARGE_LATE, after(now, faults.secondPaymentDelay())))
                : closed;
    }

    private Payment expired(Payment payment, Instant now) {
        return closed(payment.without(Task.Kind.EXPIRE.name()), now);
    }

    private Payment chargedLate(Payment payment, Instant now) {
        Payment done = payment.without(Task.Kind.CHARGE_LATE.name());
        return done.status() == Status.CLOSED ? succeeded(done.counting(Fault.CHARGED_AFTER_CLOSE), now) : done;
    }

    private Payment buyerActed(Payment payment, Instant now) {
        Payment done = payment.without(Task.Kind.BUYER_ACTS.name());
        return switch (payment.faults().buyer()) {
            case PAY -> paid(done, now);
            case FAIL -> failed(done, now);
            case ABANDON -> abandoned(done, now);
            case WAIT -> done;
            case DECLINE_FIRST ->
                payment.declined() > 0 || !payable(payment, now)
                        ? paid(done, now)
                        : declinedOnce(done, now).with(buyerTasks(payment.faults(), now));
        };
    }

    /** Where a payment can fail for good, that alone is told. */
    private Payment declinedOnce(Payment payment, Instant now) {
        Payment declined = payment.withDecline();
        return failsForGood(payment) ? declined : announcer.declined(declined, now);
    }

    /** What is told of a payment that was just opened. */
    Payment told(Payment opened, Instant now) {
        return Lie.about(opened, number(opened, 0), now);
    }

    /** The buyer's bank questions the first charge. */
    Payment disputed(Payment payment, Instant now) {
        Charge charge = payment.charge(null).orElse(null);
        return charge == null || charge.disputedAt() != null
                ? payment
                : announcer.disputed(payment, charge.disputed(now), now);
    }

    /**
     * Does what was claimed, and before it whatever was due before it: each as of when it was due, so that neither a slow
     * machine nor the order in which tasks are taken makes a difference.
     */
    Payment carriedOut(Payment payment, Task claimed) {
        return payment.task(claimed.name())
                        .filter(task -> !task.due().isAfter(claimed.due()))
                        .isPresent()
                ? caughtUp(payment, claimed.due())
                : payment;
    }

    /** The payment as it is now, however late its tasks are. */
    Payment caughtUp(Payment payment, Instant now) {
        Payment current = payment;
        Optional<Task> next = nextStep(current, now);
        while (next.isPresent()) {
            current = step(current, next.get());
            next = nextStep(current, now);
        }
        return current;
    }

    private static Optional<Task> nextStep(Payment payment, Instant now) {
        return payment.agenda().stream()
                .filter(task -> task.kind() != Task.Kind.DELIVER && !task.due().isAfter(now))
                .min(Comparator.comparing(Task::due).thenComparing(Task::name));
    }

    private Payment step(Payment payment, Task task) {
        Instant due = task.due();
        return switch (task.kind()) {
            case BUYER_ACTS -> buyerActed(payment, due);
            case CHARGE_AGAIN -> chargedAgain(payment, due);
            case CHARGE_LATE -> chargedLate(payment, due);
            case EXPIRE -> expired(payment, due);
            case DECIDE_REFUND -> refundDecided(payment, task, due);
            case DELIVER -> throw new IllegalStateException("a delivery is no step");
        };
    }

    private Payment chargedAgain(Payment payment, Instant now) {
        Payment done = payment.without(Task.Kind.CHARGE_AGAIN.name());
        if (done.status() != Status.SUCCEEDED || done.charges().size() > 1) {
            return done;
        }
        Charge charge = charge(done, now);
        return announcer.secondSuccess(done.withCharge(charge).counting(Fault.SECOND_PAYMENT), charge, now);
    }

    /** The caller has looked at {@link RefundAnswer#refusal} first; what it refuses changes nothing here either. */
    Payment refundRequested(
            Payment payment, String refundNo, @Nullable String transactionId, long amount, Instant now) {
        boolean isOver = payment.refund(refundNo)
                .filter(refund -> refund.state() != Refund.State.FAILED || !retries(payment, refund))
                .isPresent();
        if (isOver
                || RefundAnswer.refusal(payment, refundNo, transactionId, amount)
                        .isPresent()) {
            return payment;
        }
        String charge = payment.charge(transactionId).orElseThrow().transactionId();
        return payment.with(new Refund(refundNo, charge, amount, Refund.State.PENDING, now, null))
                .with(Task.decideRefund(refundNo, after(now, payment.faults().refundDelay())));
    }

    private Payment refundDecided(Payment payment, Task task, Instant now) {
        Payment done = payment.without(task.name());
        Refund refund = payment.refunds().stream()
                .filter(pending -> pending.refundNo().equals(task.refundNo()))
                .filter(pending -> pending.state() == Refund.State.PENDING)
                .findFirst()
                .orElse(null);
        if (refund == null) {
            return done;
        }
        boolean fails = done.faults().has(Fault.FAILED_REFUND)
                && !done.tally().injected().containsKey(Fault.FAILED_REFUND)
                && done.refunds().getFirst().refundNo().equals(refund.refundNo());
        Refund decided = new Refund(
                refund.refundNo(),
                refund.transactionId(),
                refund.amount(),
                fails ? Refund.State.FAILED : Refund.State.SUCCEEDED,
                refund.requestedAt(),
                now);
        Payment after = fails ? done.counting(Fault.FAILED_REFUND) : done;
        return announcer.refunded(after.with(decided), decided, now);
    }

    Payment overridden(Payment payment, FaultOverride override) {
        Payment changed = payment.with(override.on(payment.faults()));
        boolean buyerIsMeant = override.buyer() != null || override.buyerDelay() != null;
        if (!buyerIsMeant || payment.status() != Status.PENDING || payment.abandoned()) {
            return changed;
        }
        return changed.without(Task.Kind.BUYER_ACTS.name()).with(buyerTasks(changed.faults(), payment.createdAt()));
    }

    /** A try of the callback {@code task} has ended. A try that somebody else has accounted for counts no more. */
    Payment delivered(Payment payment, Task task, Answer answer, Instant now) {
        Notice notice = task.notice();
        if (notice == null
                || payment.task(task.name())
                        .filter(current -> current.attempt() == task.attempt())
                        .isEmpty()) {
            return payment;
        }
        Payment counted = payment.with(payment.tally().with(answer));
        Fault fault = notice.fault();
        if (fault != null && task.attempt() == 0) {
            counted = counted.counting(fault);
        }
        boolean lost = answer == Answer.ACKNOWLEDGED && losesAcknowledgement(counted, notice);
        if (lost) {
            counted = counted.counting(Fault.LOST_ACKNOWLEDGEMENT);
        } else if (answer == Answer.ACKNOWLEDGED || !notice.insistent()) {
            return counted.without(task.name());
        }
        List<Duration> retries = retries(counted);
        if (task.attempt() >= retries.size()) {
            return counted.with(counted.tally().withOneGivenUp()).without(task.name());
        }
        return counted.with(task.again(after(now, retries.get(task.attempt()))));
    }

    static Payment postponed(Payment payment, Task task, Instant until) {
        return payment.task(task.name())
                .filter(current -> current.attempt() == task.attempt())
                .map(current -> payment.with(current.postponed(until)))
                .orElse(payment);
    }

    /** As long as the charge has the money left. */
    private boolean retries(Payment payment, Refund failed) {
        ChannelHabits channel = habits.get(payment.order().channel());
        return channel != null
                && channel.customs().contains(ChannelHabits.Custom.RETRIES_FAILED_REFUNDS)
                && payment.charge(failed.transactionId())
                        .filter(charge -> payment.refundable(charge) >= failed.amount())
                        .isPresent();
    }

    private List<Duration> retries(Payment payment) {
        ChannelHabits channel = habits.get(payment.order().channel());
        return channel == null ? List.of() : channel.retries(); // a channel that is set up no longer
    }

    private static boolean losesAcknowledgement(Payment payment, Notice notice) {
        long lost = payment.tally().injected().getOrDefault(Fault.LOST_ACKNOWLEDGEMENT, 0L);
        return notice.fault() == null
                && payment.faults().has(Fault.LOST_ACKNOWLEDGEMENT)
                && lost < payment.faults().lostAcknowledgements();
    }

    private static boolean payable(Payment payment, Instant now) {
        return payment.status() == Status.PENDING
                && now.isBefore(payment.order().expiresAt());
    }

    private static Payment ended(Payment payment, Status status, Instant now) {
        return payment.decided(status, now).without(Task.Kind.BUYER_ACTS.name()).without(Task.Kind.EXPIRE.name());
    }

    private Charge charge(Payment payment, Instant now) {
        String number = number(payment, payment.charges().size() + 1);
        return new Charge(number, payment.order().amount(), now);
    }

    private String number(Payment payment, int charge) {
        ChannelHabits channel = habits.get(payment.order().channel());
        ChargeNumbers numbers = channel == null ? ChargeNumbers.ANY : channel.numbers();
        return numbers.number(payment.orderNo(), charge);
    }

    private List<Task> buyerTasks(Faults faults, Instant start) {
        boolean pays = faults.buyer() == Buyer.PAY || faults.buyer() == Buyer.DECLINE_FIRST;
        boolean forTheEnd = faults.has(Fault.PAYS_AT_CLOSE) || faults.has(Fault.CHARGED_AFTER_CLOSE);
        boolean waits = faults.buyer() == Buyer.WAIT || (pays && forTheEnd);
        return waits ? List.of() : List.of(Task.of(Task.Kind.BUYER_ACTS, after(start, faults.buyerDelay())));
    }

    private Instant after(Instant start, Duration nominal) {
        return start.plus(scale.scaled(nominal));
    }
}
