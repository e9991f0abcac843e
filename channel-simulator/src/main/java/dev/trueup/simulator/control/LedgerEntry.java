package dev.trueup.simulator.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trueup.simulator.ledger.Charge;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Refund;
import dev.trueup.simulator.ledger.Status;
import dev.trueup.simulator.ledger.Task;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.Faults;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The truth about one payment.
 *
 * @param charged what was taken, in minor units, refunds not subtracted
 * @param refunded what was given back
 * @param declined how many attempts were declined
 * @param abandoned whether the buyer went away
 * @param faults what goes wrong with it, as drawn or overridden
 * @param injected what did go wrong so far, and how often
 * @param callbacks what was sent about it
 * @param next what is still to come
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerEntry(
        String orderNo,
        String channel,
        String merchantId,
        @Nullable String reference,
        long amount,
        String currency,
        Status status,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant decidedAt,
        long charged,
        List<Charge> charges,
        long refunded,
        List<Refund> refunds,
        int declined,
        boolean abandoned,
        Faults faults,
        Map<Fault, Long> injected,
        Callbacks callbacks,
        List<Next> next) {

    /** How often callbacks were sent and what became of that. */
    public record Callbacks(long sent, long acknowledged, long refused, long unanswered, long givenUp) {}

    /** Something that is going to happen. */
    public record Next(String what, Instant due, int attempt) {}

    public static LedgerEntry of(Payment payment) {
        Order order = payment.order();
        var tally = payment.tally();
        return new LedgerEntry(
                order.orderNo(),
                order.channel(),
                order.merchantId(),
                order.reference(),
                order.amount(),
                order.currency(),
                payment.status(),
                payment.createdAt(),
                order.expiresAt(),
                payment.decidedAt(),
                payment.charged(),
                payment.charges(),
                payment.refunded(),
                payment.refunds(),
                payment.declined(),
                payment.abandoned(),
                payment.faults(),
                tally.injected(),
                new Callbacks(tally.sent(), tally.acknowledged(), tally.refused(), tally.unanswered(), tally.givenUp()),
                payment.agenda().stream()
                        .sorted(Comparator.comparing(Task::due))
                        .map(task -> new Next(task.name(), task.due(), task.attempt() + 1))
                        .toList());
    }
}
