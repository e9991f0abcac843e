package dev.trueup.foundation.consumers;

import java.util.Collection;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Consumers that a service starts by itself, without {@code @KafkaListener}, so that nobody else knows of them. */
public interface MoreConsumers {
    /** All of them, whether they run or not. */
    Collection<? extends MessageListenerContainer> containers();
}
