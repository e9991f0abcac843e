package dev.trueup.simulator.audit;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The trails of all orders. */
public final class Trails {
    private static final Trail NONE = new Trail();

    private final Map<String, Trail> trails = new HashMap<>();

    public void add(String orderNo, EventType type, String eventId, OrderEvent event) {
        trails.computeIfAbsent(orderNo, key -> new Trail()).add(type, eventId, event);
    }

    public void addUnreadable(String orderNo) {
        trails.computeIfAbsent(orderNo, key -> new Trail()).addUnreadable();
    }

    Trail of(String orderNo) {
        return trails.getOrDefault(orderNo, NONE);
    }

    void forEach(BiConsumer<String, Trail> action) {
        trails.forEach(action);
    }
}
