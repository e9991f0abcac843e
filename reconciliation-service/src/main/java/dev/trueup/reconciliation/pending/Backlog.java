package dev.trueup.reconciliation.pending;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much there is to do at one channel.
 *
 * @param byAge how many orders are pending, by age; each counted up to a bound
 * @param due how many of them should have been asked about by now; counted up to a bound
 * @param oldestCreatedAt when the oldest pending order was created; null if none is pending
 */
public record Backlog(
        Map<Age, Long> byAge, long due, @Nullable Instant oldestCreatedAt) {
    public Backlog {
        byAge = Map.copyOf(byAge);
    }

    public long pending() {
        return byAge.values().stream().mapToLong(Long::longValue).sum();
    }
}
