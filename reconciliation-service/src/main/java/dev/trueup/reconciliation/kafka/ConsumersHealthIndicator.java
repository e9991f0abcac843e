package dev.trueup.reconciliation.kafka;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Whether a consumer has died, as it does of an {@link Error}. Only a restart cures that, so this belongs to liveness.
 * A broker or a store that is away kills no consumer.
 */
@Component("consumers")
class ConsumersHealthIndicator implements HealthIndicator {
    private final KafkaListenerEndpointRegistry consumers;

    ConsumersHealthIndicator(KafkaListenerEndpointRegistry consumers) {
        this.consumers = consumers;
    }

    @Override
    public Health health() {
        List<String> dead = consumers.getListenerContainers().stream()
                .filter(container -> !container.isInExpectedState())
                .map(MessageListenerContainer::getListenerId)
                .toList();
        return dead.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("dead", dead).build();
    }
}
