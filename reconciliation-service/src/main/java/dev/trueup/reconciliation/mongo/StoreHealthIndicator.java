package dev.trueup.reconciliation.mongo;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the indexes once the store is there, which at our start it need not be, and says whether it is: it belongs to
 * readiness.
 */
@Component
class StoreHealthIndicator implements HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(StoreHealthIndicator.class);

    private final StoreClock clock;
    private final List<Indexed> collections;
    private volatile boolean indexed;

    StoreHealthIndicator(StoreClock clock, List<Indexed> collections) {
        this.clock = clock;
        this.collections = List.copyOf(collections);
    }

    @Scheduled(fixedDelayString = "1s")
    void indexAtLast() {
        if (!indexed) {
            index();
        }
    }

    /** A database that somebody dropped, or restored from elsewhere, has none. */
    @Scheduled(initialDelayString = "1m", fixedDelayString = "1m")
    void index() {
        try {
            collections.forEach(Indexed::createIndexes);
            indexed = true;
        } catch (RuntimeException e) {
            log.warn("the store's indexes cannot be made yet, which is tried again: {}", e.toString());
        }
    }

    @Override
    public Health health() {
        return Health.status(indexed && clock.reached() ? "UP" : "DOWN")
                .withDetail("indexes", indexed)
                .withDetail("answers", clock.reached())
                .build();
    }
}
