package dev.trueup.orders.announcing;

import dev.trueup.orders.order.Announcement;
import java.util.Collection;
import java.util.Set;

/** The topic of order events. */
public interface OrderEvents {
    /**
     * Publishes announcements of distinct orders and waits for each to be durable, within a bounded time.
     *
     * @return the numbers of the orders whose announcement may not have arrived; never throws for a broker that is away
     */
    Set<String> publish(Collection<Announcement> announcements);
}
