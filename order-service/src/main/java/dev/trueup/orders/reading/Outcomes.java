package dev.trueup.orders.reading;

import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.StoredOrder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Lets many wait for outcomes at the cost of one read for all of them together, whichever replica decides the orders. */
public final class Outcomes {
    private final Orders orders;
    private final int mostWaiting;
    private final Map<String, Map<Long, Waiting>> awaited = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong tickets = new AtomicLong();
    private volatile boolean leaving;

    /** Somebody who waits, and the order as it was then. */
    private record Waiting(Order asKnown, CompletableFuture<Order> outcome) {}

    /**
     * Watches {@code orders}.
     *
     * @param mostWaiting how many may wait at once
     */
    public Outcomes(Orders orders, int mostWaiting) {
        this.orders = orders;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Completes once the order is decided and {@link #look} has seen it. The caller bounds the time: completing or
     * cancelling the future ends the waiting.
     *
     * @param undecided the order as it is known
     * @return empty if too many are waiting, or {@link #leave} was told
     */
    public Optional<CompletableFuture<Order>> await(Order undecided) {
        String orderNo = undecided.orderNo();
        if (leaving) {
            return Optional.empty();
        }
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            return Optional.empty();
        }
        CompletableFuture<Order> outcome = new CompletableFuture<>();
        long ticket = tickets.incrementAndGet();
        awaited.compute(orderNo, (number, others) -> {
            Map<Long, Waiting> all = others == null ? new ConcurrentHashMap<>() : others;
            all.put(ticket, new Waiting(undecided, outcome));
            return all;
        });
        var unused = outcome.whenComplete((order, failure) -> {
            waiting.decrementAndGet();
            awaited.computeIfPresent(orderNo, (number, all) -> {
                all.remove(ticket);
                return all.isEmpty() ? null : all;
            });
        });
        if (leaving) {
            leave(); // which may have looked before this was there
        }
        return Optional.of(outcome);
    }

    /** From now on nobody is kept waiting: whoever does is told the order as it was known, and can ask elsewhere. */
    public void leave() {
        leaving = true;
        awaited.values().stream()
                .flatMap(all -> all.values().stream())
                .forEach(one -> one.outcome().complete(one.asKnown()));
    }

    /** Reads all awaited orders and tells those whose order is decided. */
    public void look() {
        if (awaited.isEmpty()) {
            return;
        }
        for (StoredOrder stored : orders.findAll(Set.copyOf(awaited.keySet())).values()) {
            if (stored.order().decided()) {
                awaited.getOrDefault(stored.order().orderNo(), Map.of())
                        .values()
                        .forEach(one -> one.outcome().complete(stored.order()));
            }
        }
    }
}
