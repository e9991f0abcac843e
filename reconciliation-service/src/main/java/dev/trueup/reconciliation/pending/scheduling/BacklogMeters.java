package dev.trueup.reconciliation.pending.scheduling;

import dev.trueup.reconciliation.pending.Backlog;
import dev.trueup.reconciliation.pending.PendingOrders;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Measures the backlog now and then, so that whoever scrapes us does not scrape the store. */
@Component
class BacklogMeters {
    private static final Logger log = LoggerFactory.getLogger(BacklogMeters.class);

    private final PendingOrders orders;
    private final InstantSource clock;

    /** Null as long as it cannot be told. */
    private volatile @Nullable Backlog measured;

    BacklogMeters(PendingOrders orders, InstantSource clock, MeterRegistry meters) {
        this.orders = orders;
        this.clock = clock;
        gauge(meters, "trueup.pending.orders", "Pending orders, counted every 15 s up to a million", Backlog::pending);
        gauge(
                meters,
                "trueup.pending.due",
                "Pending orders to be asked about by now, counted every 15 s up to a million",
                Backlog::due);
        gauge(meters, "trueup.pending.oldest.age.seconds", "Age of the oldest pending order", this::oldestAge);
    }

    @Scheduled(fixedDelayString = "15s")
    void measure() {
        try {
            measured = orders.backlog(clock.instant());
        } catch (RuntimeException e) {
            measured = null;
            log.warn("the backlog could not be measured: {}", e.toString());
        }
    }

    private double oldestAge(Backlog backlog) {
        Instant oldest = backlog.oldestCreatedAt();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Backlog> value) {
        Gauge.builder(name, () -> {
                    Backlog backlog = measured;
                    return backlog == null ? Double.NaN : value.applyAsDouble(backlog);
                })
                .description(description)
                .register(meters);
    }
}
