package dev.trueup.reconciliation.pending;

import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.reconciliation.channel.ChannelBook;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Keeps pending orders and channels as orders' events, query outcomes and hints say. */
public final class PendingOrderBook {
    private final PendingOrders orders;
    private final ChannelBook channels;
    private final Timetable timetable;
    private final InstantSource clock;
    private final RandomGenerator random;

    public PendingOrderBook(
            PendingOrders orders,
            ChannelBook channels,
            Timetable timetable,
            InstantSource clock,
            RandomGenerator random) {
        this.orders = orders;
        this.channels = channels;
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
        channels.heardOf(newest.values().stream()
                .filter(event -> !event.order().state().decided())
                .map(event -> event.order().channel())
                .toList());
        orders.merge(newest.values().stream().map(event -> heardOf(event, now)).toList(), now);
    }

    /** Takes up outcomes; those of one order in the order in which they were said. */
    public void queryOutcomes(List<QueryOutcome> outcomes) {
        Instant now = now();
        orders.heard(outcomes.stream()
                .map(outcome -> new HeardOutcome(outcome, now, timetable.afterThrottling(now, random)))
                .toList());
        channels.heard(outcomes);
    }

    /**
     * Takes up hints: orders that are pending are asked about sooner, as far as the hints' share of what their channel may
     * be asked allows. Nothing else is believed.
     *
     * @return how many orders were brought forward
     */
    public int hints(Collection<Hint> hints) {
        Instant now = now();
        Map<String, Set<String>> byChannel = hints.stream()
                .collect(Collectors.groupingBy(
                        Hint::channel, Collectors.mapping(Hint::orderNo, Collectors.toCollection(LinkedHashSet::new))));
        int brought = 0;
        for (Map.Entry<String, Set<String>> channel : byChannel.entrySet()) {
            List<PendingOrder> hintable = orders.hintable(channel.getKey(), channel.getValue(), now);
            int granted = hintable.isEmpty() ? 0 : channels.grantHints(channel.getKey(), hintable.size());
            if (granted > 0) {
                orders.bringForward(hintable.subList(0, granted), now);
            }
            brought += granted;
        }
        return brought;
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
