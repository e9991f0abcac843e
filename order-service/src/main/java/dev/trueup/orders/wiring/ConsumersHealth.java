package dev.trueup.orders.wiring;

import dev.trueup.orders.asking.kafka.QueryBackListeners;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Whether every consumer still runs. An {@link Error} in a listener ends its consumer for good, and only a restart cures
 * that; a broker that is away ends none, so that liveness does not depend on it.
 */
@Component("consumersHealthIndicator")
class ConsumersHealth implements HealthIndicator {
    private final KafkaListenerEndpointRegistry listeners;
    private final QueryBackListeners queryBacks;

    ConsumersHealth(KafkaListenerEndpointRegistry listeners, QueryBackListeners queryBacks) {
        this.listeners = listeners;
        this.queryBacks = queryBacks;
    }

    @Override
    public Health health() {
        boolean stopped = listeners.isRunning()
                && listeners.getAllListenerContainers().stream().anyMatch(container -> !isHealthy(container));
        return stopped || !queryBacks.healthy()
                ? Health.down().withDetail("reason", "a consumer has stopped").build()
                : Health.up().build();
    }

    private static boolean isHealthy(MessageListenerContainer container) {
        return container.isRunning() && container.isInExpectedState();
    }
}
