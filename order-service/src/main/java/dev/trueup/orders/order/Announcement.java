package dev.trueup.orders.order;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import java.time.Instant;

/**
 * One event of an order, to be published after the ones before it.
 *
 * @param at when the change was made
 */
public record Announcement(EventType type, OrderEvent event, Instant at) {
    public String orderNo() {
        return event.order().orderNo();
    }

    public long version() {
        return event.version();
    }
}
