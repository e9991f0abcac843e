package dev.trueup.orders.reading;

import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.Position;
import dev.trueup.orders.order.Statements;
import dev.trueup.orders.order.Statements.Kept;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was said about orders that are not there. */
public final class Unmatched {
    private final Statements statements;
    private final Orders orders;

    public Unmatched(Statements statements, Orders orders) {
        this.statements = statements;
        this.orders = orders;
    }

    /** Statements marked as unmatched, the earliest heard first. */
    public List<Kept> page(@Nullable Position after, int limit) {
        return statements.unmatched(after, limit);
    }

    /**
     * Those of them that have no order now. One that appeared while they were being marked has had them applied, and is
     * found out here.
     */
    public List<Kept> withoutOrder(Collection<Kept> marked) {
        Set<String> numbers =
                marked.stream().map(kept -> kept.statement().orderNo()).collect(Collectors.toSet());
        Set<String> appeared = orders.findAll(numbers).keySet();
        if (!appeared.isEmpty()) {
            statements.matched(appeared);
        }
        return marked.stream()
                .filter(kept -> !appeared.contains(kept.statement().orderNo()))
                .toList();
    }
}
