package dev.trueup.reconciliation.pending;

import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.QueryOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Keeps the pending orders as orders' events and query outcomes say. */
public final class PendingOrderBook {
    private final PendingOrders orders;
    private final Timetable timetable;
    private final InstantSource clock;
    private final RandomGenerator random;

    public PendingOrderBook(PendingOrders orders, Timetable timetable, InstantSource clock, RandomGenerator random) {
        this.orders = orders;
        this.timetable = timetable;
        this.clock = clock;
        this.random = random;
    }

    /** Takes up events in any order; of each order's only the one with the highest version matters. */
    public void orderEvents(Collection<OrderEvent> events) {
        Map<String, OrderEvent> newest = new HashMap<>();
        for (OrderEvent event : events) {
            newest.merge(
                    event.order().orderNo(), event, (one, other) -> one.version() >= other.version() ? one : other);
        }
        Instant now = now();
        orders.merge(newest.values().stream().map(event -> heardOf(event, now)).toList(), now);
    }

    /** Takes up outcomes; those of one order in the order in which they were said. */
    public void queryOutcomes(List<QueryOutcome> outcomes) {
        Instant now = now();
        orders.heard(outcomes.stream()
                .map(outcome -> new HeardOutcome(outcome, now, timetable.afterThrottling(now, random)))
                .toList());
    }

    private PendingOrder heardOf(OrderEvent event, Instant now) {
        OrderSnapshot order = event.order();
        return order.state().decided()
                ? PendingOrder.tombstone(order, event.version())
                : PendingOrder.undecided(
                        order,
                        event.version(),
                        timetable.first(order.channel(), order.createdAt(), order.expiresAt(), now, random));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
