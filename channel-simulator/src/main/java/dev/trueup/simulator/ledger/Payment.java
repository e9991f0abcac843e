package dev.trueup.simulator.ledger;

import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.Faults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One payment at its channel: the truth that everything else is compared with.
 *
 * @param order what was asked for
 * @param key what its faults were drawn by: its reference, or its running number
 * @param faults what goes wrong with it
 * @param createdAt when it came to be
 * @param decidedAt when its status became final
 * @param declined how many attempts were declined
 * @param abandoned whether the buyer went away
 * @param charges money taken; more than one where the buyer was charged twice
 * @param refunds money given back, in the order asked for
 * @param tally what was done about it so far
 * @param agenda what is still to be done
 */
public record Payment(
        Order order,
        String key,
        Faults faults,
        Instant createdAt,
        Status status,
        @Nullable Instant decidedAt,
        int declined,
        boolean abandoned,
        List<Charge> charges,
        List<Refund> refunds,
        Tally tally,
        List<Task> agenda) {

    public Payment {
        charges = List.copyOf(charges);
        refunds = List.copyOf(refunds);
        agenda = List.copyOf(agenda);
    }

    static Payment pending(Order order, String key, Faults faults, Instant now) {
        return new Payment(
                order,
                key,
                faults,
                now,
                Status.PENDING,
                null,
                0,
                false,
                List.of(),
                List.of(),
                Tally.NOTHING,
                List.of());
    }

    public String orderNo() {
        return order.orderNo();
    }

    /** What was taken from the buyer, refunds not subtracted. */
    public long charged() {
        return charges.stream().mapToLong(Charge::amount).sum();
    }

    /** What was given back. */
    public long refunded() {
        return refunds.stream()
                .filter(refund -> refund.state() == Refund.State.SUCCEEDED)
                .mapToLong(Refund::amount)
                .sum();
    }

    /** What was given back of one charge. */
    public long refunded(String transactionId) {
        return refunds.stream()
                .filter(refund -> refund.state() == Refund.State.SUCCEEDED)
                .filter(refund -> refund.transactionId().equals(transactionId))
                .mapToLong(Refund::amount)
                .sum();
    }

    /** The charge of this number; of null the first. */
    public Optional<Charge> charge(@Nullable String transactionId) {
        return charges.stream()
                .filter(charge ->
                        transactionId == null || charge.transactionId().equals(transactionId))
                .findFirst();
    }

    /** What can still be given back of a charge: what was taken, without what is given back or about to be. */
    public long refundable(Charge charge) {
        return charge.amount()
                - refunds.stream()
                        .filter(refund -> refund.transactionId().equals(charge.transactionId()))
                        .filter(refund -> refund.state() != Refund.State.FAILED)
                        .mapToLong(Refund::amount)
                        .sum();
    }

    public Optional<Refund> refund(String refundNo) {
        return refunds.stream()
                .filter(refund -> refund.refundNo().equals(refundNo))
                .findFirst();
    }

    public Optional<Task> task(String name) {
        return agenda.stream().filter(task -> task.name().equals(name)).findFirst();
    }

    /** When the next of its tasks may be taken; null if there is none. */
    public @Nullable Instant nextDue() {
        return agenda.stream().map(Task::free).min(Comparator.naturalOrder()).orElse(null);
    }

    /** The tasks that may be taken now. */
    public List<Task> due(Instant now) {
        return agenda.stream().filter(task -> !task.free().isAfter(now)).toList();
    }

    /** The same with every task that is due by now taken until {@code until}. */
    public Payment leased(Instant now, Instant until) {
        return withAgenda(agenda.stream()
                .map(task -> task.free().isAfter(now) ? task : task.leased(until))
                .toList());
    }

    Payment decided(Status outcome, Instant now) {
        return new Payment(
                order, key, faults, createdAt, outcome, now, declined, abandoned, charges, refunds, tally, agenda);
    }

    Payment withCharge(Charge charge) {
        List<Charge> more = new ArrayList<>(charges);
        more.add(charge);
        return new Payment(
                order, key, faults, createdAt, status, decidedAt, declined, abandoned, more, refunds, tally, agenda);
    }

    /** Puts the charge in the place of the one with its number. */
    Payment replacing(Charge charge) {
        List<Charge> all = charges.stream()
                .map(other -> other.transactionId().equals(charge.transactionId()) ? charge : other)
                .toList();
        return new Payment(
                order, key, faults, createdAt, status, decidedAt, declined, abandoned, all, refunds, tally, agenda);
    }

    Payment withDecline() {
        return new Payment(
                order,
                key,
                faults,
                createdAt,
                status,
                decidedAt,
                declined + 1,
                abandoned,
                charges,
                refunds,
                tally,
                agenda);
    }

    Payment leftByBuyer() {
        return new Payment(
                order, key, faults, createdAt, status, decidedAt, declined, true, charges, refunds, tally, agenda);
    }

    /** Puts the refund, in the place of an earlier one with the same number. */
    Payment with(Refund refund) {
        List<Refund> others = new ArrayList<>(refunds);
        int at = refund(refund.refundNo()).map(refunds::indexOf).orElse(-1);
        if (at < 0) {
            others.add(refund);
        } else {
            others.set(at, refund);
        }
        return new Payment(
                order, key, faults, createdAt, status, decidedAt, declined, abandoned, charges, others, tally, agenda);
    }

    Payment with(Order other) {
        return new Payment(
                other, key, faults, createdAt, status, decidedAt, declined, abandoned, charges, refunds, tally, agenda);
    }

    Payment with(Faults others) {
        return new Payment(
                order, key, others, createdAt, status, decidedAt, declined, abandoned, charges, refunds, tally, agenda);
    }

    Payment with(Tally other) {
        return new Payment(
                order, key, faults, createdAt, status, decidedAt, declined, abandoned, charges, refunds, other, agenda);
    }

    Payment counting(Fault fault) {
        return with(tally.with(fault));
    }

    Payment with(Collection<Task> tasks) {
        List<Task> all = new ArrayList<>(agenda);
        tasks.forEach(task -> {
            all.removeIf(other -> other.name().equals(task.name()));
            all.add(task);
        });
        return withAgenda(all);
    }

    Payment with(Task task) {
        return with(List.of(task));
    }

    Payment without(String taskName) {
        return withAgenda(
                agenda.stream().filter(task -> !task.name().equals(taskName)).toList());
    }

    private Payment withAgenda(List<Task> tasks) {
        return new Payment(
                order, key, faults, createdAt, status, decidedAt, declined, abandoned, charges, refunds, tally, tasks);
    }
}
