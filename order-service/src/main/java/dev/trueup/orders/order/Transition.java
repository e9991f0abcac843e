package dev.trueup.orders.order;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderEvent.Evidence;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of an order in the making: each step is one event with a version of its own, and all of them are stored in
 * one write.
 */
public final class Transition {
    private final Instant at;
    private final @Nullable Evidence evidence;
    private final List<Announcement> announcements = new ArrayList<>();
    private Order order;

    /**
     * Begins at {@code order}.
     *
     * @param evidence what all its steps rest on; null where that is the merchant's own request
     */
    Transition(Order order, Instant at, @Nullable Evidence evidence) {
        this.order = order;
        this.at = at;
        this.evidence = evidence;
    }

    /** The order after all steps so far. */
    public Order order() {
        return order;
    }

    Instant at() {
        return at;
    }

    /** One event for each step, in order. */
    public List<Announcement> announcements() {
        return List.copyOf(announcements);
    }

    Transition state(EventType type, State state) {
        return payments(type, state, order.payments());
    }

    Transition payments(EventType type, State state, List<Payment> payments) {
        Instant decidedAt = state.decided() && order.decidedAt() == null ? at : order.decidedAt();
        return step(type, state, decidedAt, payments, order.attention());
    }

    Transition attention(EventType type, List<Attention> attention, List<Payment> payments) {
        return step(type, order.state(), order.decidedAt(), payments, attention);
    }

    /** The same order once more, for those who may have missed it. */
    Transition again(EventType type) {
        return step(type, order.state(), order.decidedAt(), order.payments(), order.attention());
    }

    private Transition step(
            EventType type,
            State state,
            @Nullable Instant decidedAt,
            List<Payment> payments,
            List<Attention> attention) {
        order = new Order(order.terms(), state, order.version() + 1, decidedAt, payments, attention);
        announcements.add(new Announcement(type, new OrderEvent(order.snapshot(), order.version(), evidence), at));
        return this;
    }
}
