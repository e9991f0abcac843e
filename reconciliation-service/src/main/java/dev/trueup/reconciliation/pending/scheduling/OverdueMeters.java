package dev.trueup.reconciliation.pending.scheduling;

import dev.trueup.reconciliation.pending.OverdueOrders;
import dev.trueup.reconciliation.settings.ReconciliationSettings;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts the pending orders that have gone unasked for longer than their schedule allows. A lease's length is allowed on
 * top: so long the orders of a replica that died wait for another.
 */
@Component
class OverdueMeters {
    private static final Logger log = LoggerFactory.getLogger(OverdueMeters.class);
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final OverdueOrders orders;
    private final InstantSource clock;
    private final Duration lease;
    private final MultiGauge gauge;
    private final TreeMap<String, Long> seen = new TreeMap<>();

    OverdueMeters(OverdueOrders orders, InstantSource clock, ReconciliationSettings settings, MeterRegistry meters) {
        this.orders = orders;
        this.clock = clock;
        this.lease = settings.lease();
        this.gauge = MultiGauge.builder("trueup.pending.overdue")
                .description("Pending orders unasked for longer than their schedule and a lease allow, up to 100,000")
                .register(meters);
    }

    /** At a fixed rate, so that counting holds up nothing else; a channel seen once is shown with 0 afterwards. */
    @Scheduled(initialDelayString = "2s", fixedRateString = "${trueup.reconciliation.measure-interval:15s}")
    synchronized void measure() {
        Instant now = clock.instant();
        List<Row<?>> rows = new ArrayList<>();
        try {
            seen.replaceAll((channel, earlier) -> 0L);
            seen.putAll(orders.overdue(now.minus(lease).minus(SLACK), now.plus(lease)));
            seen.forEach((channel, overdue) -> rows.add(Row.of(Tags.of("channel", channel), overdue)));
        } catch (RuntimeException e) {
            log.warn("overdue orders could not be counted: {}", e.toString());
        }
        gauge.register(rows, true);
    }
}
