package dev.trueup.orders.measuring;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is stored and not at its end. */
public interface Waiting {
    /** Counted now. */
    Count count();

    /**
     * A count.
     *
     * @param unpublished orders with events in the outbox; counted up to a bound
     * @param oldestUnpublished since when the oldest of these events waits; null if none does
     * @param attention orders in attention, by reason; counted up to a bound
     */
    record Count(long unpublished, @Nullable Instant oldestUnpublished, Map<String, Long> attention) {
        public Count {
            attention = Map.copyOf(attention);
        }
    }
}
