package dev.trueup.orders.announcing;

import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.StoredOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Publishes what orders have to announce. An order's next version goes out only after the one before is durable, so
 * that everybody sees first occurrences in order; after a failure, or in a race of two replicas, versions can go out
 * again.
 */
public final class Outbox {
    private final Orders orders;
    private final OrderEvents events;

    public Outbox(Orders orders, OrderEvents events) {
        this.orders = orders;
        this.events = events;
    }

    /**
     * Publishes all that these orders have to announce, oldest version first, and forgets what arrived. What did not
     * arrive stays for {@link #sweep}.
     *
     * @param unpublished by order number, each in order of version and complete: nothing older may be missing
     */
    public void publish(Map<String, List<Announcement>> unpublished) {
        Map<String, Long> durable = new HashMap<>();
        Set<String> stuck = new HashSet<>();
        List<Announcement> round = round(unpublished, 0, stuck);
        for (int next = 1; !round.isEmpty(); next++) {
            stuck.addAll(events.publish(round));
            for (Announcement announcement : round) {
                if (!stuck.contains(announcement.orderNo())) {
                    durable.put(announcement.orderNo(), announcement.version());
                }
            }
            round = round(unpublished, next, stuck);
        }
        if (!durable.isEmpty()) {
            orders.published(durable);
        }
    }

    /** The announcements with this index, of every order that has so many and none stuck before. */
    private static List<Announcement> round(Map<String, List<Announcement>> unpublished, int index, Set<String> stuck) {
        List<Announcement> round = new ArrayList<>();
        unpublished.forEach((orderNo, announcements) -> {
            if (index < announcements.size() && !stuck.contains(orderNo)) {
                round.add(announcements.get(index));
            }
        });
        return round;
    }

    /**
     * Publishes what was stored before {@code before} and is still unpublished.
     *
     * @return how many orders had some
     */
    public int sweep(Instant before, int limit) {
        Collection<StoredOrder> left = orders.unpublished(before, limit);
        Map<String, List<Announcement>> unpublished = new HashMap<>();
        left.forEach(stored -> unpublished.put(stored.order().orderNo(), stored.unpublished()));
        publish(unpublished);
        return left.size();
    }
}
