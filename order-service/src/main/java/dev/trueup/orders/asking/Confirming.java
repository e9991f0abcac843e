package dev.trueup.orders.asking;

import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.settling.QuestionsAtOnce;
import dev.trueup.orders.settling.QuestionsAtOnce.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Asks once more about orders that a callback made PAID, a while later: of two charges one may have been told and the
 * other's callback lost, and only the channel's answer shows both.
 */
public final class Confirming {
    /** Putting a question costs an acknowledgement of the broker. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Orders orders;
    private final QuestionsAtOnce questions;
    private final InstantSource clock;
    private final Duration after;

    /**
     * Asks about these orders.
     *
     * @param after how long after the callback
     */
    public Confirming(Orders orders, QuestionsAtOnce questions, InstantSource clock, Duration after) {
        this.orders = orders;
        this.questions = questions;
        this.clock = clock;
        this.after = after;
    }

    /**
     * Has the channels asked about orders that are due.
     *
     * @return how many were due
     */
    public int confirm(int limit) {
        Instant paidBefore = clock.instant().truncatedTo(ChronoUnit.MILLIS).minus(after);
        Instant until = paidBefore.plus(LEASE);
        List<Order> due = orders.claimDue(Errand.CONFIRM, paidBefore, until, limit).stream()
                .map(StoredOrder::order)
                .toList();
        if (!due.isEmpty()) {
            questions.ask(due.stream()
                    .map(order -> new Question(order.orderNo(), order.terms().channel(), "confirm", "confirm"))
                    .toList());
            Instant now = paidBefore.plus(after); // asked again as long a while later, unless it was answered
            due.forEach(order -> orders.postpone(Errand.CONFIRM, order.orderNo(), until, now));
        }
        return due.size();
    }
}
