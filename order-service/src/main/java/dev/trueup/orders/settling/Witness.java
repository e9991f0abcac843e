package dev.trueup.orders.settling;

import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees what statements and orders come to, once that is stored. It neither fails nor waits, and changes nothing. */
public interface Witness {
    /** Sees nothing. */
    Witness NONE = new Witness() {
        @Override
        public void decided(Settled settled) {}

        @Override
        public void changed(@Nullable Order before, Order after, List<Announcement> announcements) {}
    };

    /** A statement has been decided; each time that it is said. */
    void decided(Settled settled);

    /**
     * An order has been stored; once for each change, or not at all where the store did not tell that it has it.
     *
     * @param before null for a new one
     */
    void changed(@Nullable Order before, Order after, List<Announcement> announcements);
}
