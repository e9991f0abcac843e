package dev.trueup.simulator.audit;

import dev.trueup.contracts.OrderSnapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders as order-service tells them. Both calls throw {@link AuditImpossibleException} when it does not. */
public interface OrderBook {
    /**
     * Some orders.
     *
     * @param next the cursor of the page behind; null on the last one
     */
    record Page(List<OrderSnapshot> orders, @Nullable String next) {}

    Page page(@Nullable String after);

    Optional<OrderSnapshot> order(String orderNo);
}
