package dev.trueup.orders.attending;

import dev.trueup.orders.order.Lifecycle;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.settling.Settlement;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Takes back attention that a person has seen to. The event names who. */
public final class Attending {
    private final Orders orders;
    private final Settlement settlement;
    private final InstantSource clock;

    public Attending(Orders orders, Settlement settlement, InstantSource clock) {
        this.orders = orders;
        this.settlement = settlement;
        this.clock = clock;
    }

    /**
     * Takes back all attention of a kind; where there is none, nothing changes.
     *
     * @param reason see {@code AttentionReason}
     * @param by who has seen to it
     * @return the order after it; empty if there is no such order
     */
    public Optional<Order> resolve(String orderNo, String reason, String by) {
        return orders.find(orderNo)
                .map(stored -> settlement.revise(
                        orderNo,
                        order -> Lifecycle.resolved(
                                order, reason, by, clock.instant().truncatedTo(ChronoUnit.MILLIS))))
                .map(Orders.StoredOrder::order);
    }
}
