package dev.trueup.orders.order;

import dev.trueup.channels.ChannelStatement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything channels ever said about order numbers in our form, whether or not there is such an order. */
public interface Statements {
    /** Keeps each: one entry for each distinct thing said, counted when it is said again. */
    void keep(Collection<Heard> heard);

    /** What was said about the order, the earliest first heard first. */
    List<Kept> about(String orderNo);

    /** Marks all that was said about these numbers: there are no such orders. */
    void markUnmatched(Collection<String> orderNos);

    /** Takes the marks back: the orders have appeared. */
    void matched(Collection<String> orderNos);

    /**
     * What is marked as unmatched, the earliest first heard first.
     *
     * @param after the {@code firstAt} and {@code id} of the last one of the page before; null for the first page
     */
    List<Kept> unmatched(Orders.@Nullable Position after, int limit);

    /**
     * One thing said.
     *
     * @param id of this entry among all
     * @param sources the ways it came: {@code callback}, {@code query}
     * @param count how often it was heard; redelivered messages count again
     */
    record Kept(
            String id,
            ChannelStatement statement,
            String digest,
            Set<Heard.Source> sources,
            long count,
            Instant firstAt,
            Instant lastAt) {}
}
