package dev.trueup.foundation.consumers;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** All consumers of a service: those that Spring knows of, and those that it started by itself. */
final class Containers {
    private final KafkaListenerEndpointRegistry listeners;
    private final List<MoreConsumers> more;

    Containers(KafkaListenerEndpointRegistry listeners, List<MoreConsumers> more) {
        this.listeners = listeners;
        this.more = List.copyOf(more);
    }

    /** Each consumer with its group and topics. */
    Stream<MessageListenerContainer> stream() {
        return Stream.concat(
                listeners.getListenerContainers().stream(), more.stream().flatMap(one -> one.containers().stream()));
    }

    /** The topics that {@code container} listens to. */
    static List<String> topics(MessageListenerContainer container) {
        return List.of(
                Objects.requireNonNullElse(container.getContainerProperties().getTopics(), new String[0]));
    }
}
