package dev.trueup.reconciliation.mongo;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the store is there: it belongs to readiness. */
@Component
class StoreHealthIndicator implements HealthIndicator {
    private final StoreClock clock;

    StoreHealthIndicator(StoreClock clock) {
        this.clock = clock;
    }

    @Override
    public Health health() {
        return clock.reached() ? Health.up().build() : Health.down().build();
    }
}
