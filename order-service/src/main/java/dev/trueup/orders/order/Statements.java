package dev.trueup.orders.order;

import dev.trueup.channels.ChannelStatement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Everything channels ever said about order numbers in our form, whether or not there is such an order. */
public interface Statements {
    /** Keeps each: one entry for each distinct thing said, counted when it is said again. */
    void keep(Collection<Heard> heard);

    /** What was said about the order, the earliest first heard first. */
    List<Kept> about(String orderNo);

    /**
     * One thing said.
     *
     * @param sources the ways it came: {@code callback}, {@code query}
     * @param count how often it was heard; redelivered messages count again
     */
    record Kept(
            ChannelStatement statement,
            String digest,
            Set<Heard.Source> sources,
            long count,
            Instant firstAt,
            Instant lastAt) {}
}
