package dev.trueup.reconciliation.pending.scheduling;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the scan for due orders has died. Only a restart cures that, so this belongs to liveness. */
@Component("scan")
class ScanHealthIndicator implements HealthIndicator {
    private final ScanLoop loop;

    ScanHealthIndicator(ScanLoop loop) {
        this.loop = loop;
    }

    @Override
    public Health health() {
        return loop.dead() ? Health.down().build() : Health.up().build();
    }
}
