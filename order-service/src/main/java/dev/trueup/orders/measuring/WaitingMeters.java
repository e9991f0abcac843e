package dev.trueup.orders.measuring;

import dev.trueup.orders.measuring.Waiting.Count;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what waits, as of the last time it was counted: whoever scrapes us does not scrape the store. */
public final class WaitingMeters {
    private static final Logger log = LoggerFactory.getLogger(WaitingMeters.class);

    private final Waiting waiting;
    private final InstantSource clock;
    private final MultiGauge attention;
    private final TreeMap<String, Long> reasons = new TreeMap<>();

    /** Null as long as it cannot be told. */
    private volatile @Nullable Count counted;

    public WaitingMeters(Waiting waiting, InstantSource clock, MeterRegistry meters) {
        this.waiting = waiting;
        this.clock = clock;
        gauge(meters, "trueup.outbox.orders", "Orders with unpublished events, counted up to 100,000", count ->
                (double) count.unpublished());
        gauge(meters, "trueup.outbox.age.seconds", "Age of the oldest unpublished event", this::age);
        this.attention = MultiGauge.builder("trueup.attention.orders")
                .description("Orders that a person should look at, by reason, counted up to 100,000")
                .register(meters);
    }

    /** Counts; a reason that was seen once is shown as 0 afterwards. */
    public synchronized void count() {
        try {
            Count now = waiting.count();
            reasons.replaceAll((reason, earlier) -> 0L);
            reasons.putAll(now.attention());
            List<Row<?>> rows = new ArrayList<>();
            reasons.forEach((reason, orders) -> rows.add(Row.of(Tags.of("reason", reason), orders)));
            attention.register(rows, true);
            counted = now;
        } catch (RuntimeException e) {
            counted = null;
            attention.register(List.of(), true); // not known is not zero
            log.warn("what waits could not be counted: {}", e.toString());
        }
    }

    private double age(Count count) {
        Instant oldest = count.oldestUnpublished();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis()) / 1000.0;
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Count> value) {
        Gauge.builder(name, () -> {
                    Count count = counted;
                    return count == null ? Double.NaN : value.applyAsDouble(count);
                })
                .description(description)
                .register(meters);
    }
}
