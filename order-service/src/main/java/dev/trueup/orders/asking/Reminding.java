package dev.trueup.orders.asking;

import dev.trueup.orders.order.Lifecycle;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.settling.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Announces again what nobody has asked about for too long: whoever lost track of an order, a dropped database
 * included, learns of it anew.
 */
public final class Reminding {
    private final Orders orders;
    private final Settlement settlement;
    private final InstantSource clock;
    private final Duration after;
    private final Duration attentionAfter;

    /**
     * Reminds of these orders.
     *
     * @param after longer than the longest interval at which orders are asked about
     * @param attentionAfter how old an order is when a person should know that it has no outcome yet
     */
    public Reminding(
            Orders orders, Settlement settlement, InstantSource clock, Duration after, Duration attentionAfter) {
        this.orders = orders;
        this.settlement = settlement;
        this.clock = clock;
        this.after = after;
        this.attentionAfter = attentionAfter;
    }

    /**
     * Announces the orders that are due.
     *
     * @return how many were due
     */
    public int remind(int limit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<StoredOrder> unasked = orders.unasked(now.minus(after), limit);
        for (StoredOrder stored : unasked) {
            String orderNo = stored.order().orderNo();
            orders.asked(List.of(orderNo), now); // first, so that a second replica finds it no longer due
            settlement.revise(orderNo, order -> Lifecycle.stillPending(order, now));
            settlement.revise(orderNo, order -> Lifecycle.longPending(order, now, attentionAfter));
        }
        return unasked.size();
    }
}
