package dev.trueup.foundation.consumers;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Whether a consumer has died, as it does of an {@link Error}. Only a restart cures that, so this belongs to liveness.
 * A broker or a store that is away kills no consumer, nor does an orderly stop count.
 */
class ConsumersHealth implements HealthIndicator {
    private final Containers containers;

    ConsumersHealth(Containers containers) {
        this.containers = containers;
    }

    @Override
    public Health health() {
        List<String> dead = containers.stream()
                .filter(container -> !container.isInExpectedState())
                .map(ConsumersHealth::name)
                .toList();
        return dead.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("dead", dead).build();
    }

    private static String name(MessageListenerContainer container) {
        return Objects.requireNonNullElse(container.getListenerId(), "a consumer");
    }
}
