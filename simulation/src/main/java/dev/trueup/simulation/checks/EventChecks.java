package dev.trueup.simulation.checks;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.orders.order.Announcement;
import dev.trueup.simulation.store.OrderDocument;
import dev.trueup.simulation.store.Stores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Events are of stored versions, first occurrences in order, and at most one says that an order is paid. */
final class EventChecks {
    private final Findings findings;
    private final Stores stores;
    private final Map<String, List<OrderEvent>> events = new HashMap<>();
    private final Map<String, Set<Integer>> paid = new HashMap<>();

    EventChecks(Findings findings, Stores stores) {
        this.findings = findings;
        this.stores = stores;
    }

    /** The order's events so far, each once. */
    List<OrderEvent> of(String orderNo) {
        return events.getOrDefault(orderNo, List.of());
    }

    void announced(OrderEvent event) {
        String orderNo = event.order().orderNo();
        List<OrderEvent> earlier = events.computeIfAbsent(orderNo, key -> new ArrayList<>());
        int version = (int) event.version();
        OrderDocument stored = stores.durableOrders().get(orderNo);
        Announcement announcement = stored == null || stored.history().size() < version
                ? null
                : stored.history().get(version - 1);
        findings.check(
                announcement != null && announcement.event().equals(event),
                Guarantee.EVENTS_IN_ORDER,
                () -> "version " + version + " of " + orderNo + " is announced and not stored");
        findings.check(
                version <= earlier.size() + 1,
                Guarantee.EVENTS_IN_ORDER,
                () -> "version " + version + " of " + orderNo + " is announced after " + earlier.size());
        if (version == earlier.size() + 1) {
            earlier.add(event);
        } else if (version <= earlier.size()) {
            findings.check(
                    earlier.get(version - 1).equals(event),
                    Guarantee.EVENTS_IN_ORDER,
                    () -> "version " + version + " of " + orderNo + " is announced in two ways");
        }
        if (announcement != null && announcement.type() == EventType.ORDER_PAID) {
            Set<Integer> versions = paid.computeIfAbsent(orderNo, key -> new HashSet<>());
            versions.add(version);
            findings.check(
                    versions.size() == 1,
                    Guarantee.ONE_EFFECT,
                    () -> orderNo + " has " + versions.size() + " distinct paid events");
        }
    }
}
