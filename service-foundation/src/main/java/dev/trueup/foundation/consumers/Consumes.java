package dev.trueup.foundation.consumers;

import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.UnreadableEventException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** For a service that consumes: how consumers fail, where unreadable records go, and the health {@code consumers}. */
@Configuration(proxyBeanMethods = false)
public class Consumes {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int ANY_PARTITION = -1;

    /** To the topic's dead letters, with the cause in the record's headers. */
    @Bean
    DeadLetterPublishingRecoverer deadLetterPublisher(KafkaTemplate<String, byte[]> kafka) {
        return new DeadLetterPublishingRecoverer(
                kafka, (record, failure) -> new TopicPartition(Topics.deadLetters(record.topic()), ANY_PARTITION));
    }

    /**
     * Only what no repetition can cure goes to the dead letters. For everything else the partition pauses and the batch
     * is tried again for ever, whatever Spring by default takes for hopeless: a store that is away comes back, and
     * skipping a callback would lose a payment.
     */
    @Bean
    DefaultErrorHandler errorHandler(DeadLetterPublishingRecoverer deadLetterPublisher) {
        ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
        pauses.setMaxInterval(LONGEST_PAUSE.toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(deadLetterPublisher, pauses);
        handler.setClassifications(Map.of(UnreadableEventException.class, false), true);
        return handler;
    }

    @Bean
    ConsumersHealth consumersHealthIndicator(
            KafkaListenerEndpointRegistry listeners, ObjectProvider<MoreConsumers> more) {
        return new ConsumersHealth(listeners, more.stream().toList());
    }
}
