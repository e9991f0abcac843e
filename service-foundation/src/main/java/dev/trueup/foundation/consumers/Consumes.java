package dev.trueup.foundation.consumers;

import dev.trueup.contracts.kafka.UnreadableEventException;
import dev.trueup.foundation.brokers.KnowsBrokers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * For a service that consumes: how consumers fail, where unreadable records go, the health {@code consumers}, and how far
 * they are behind. Needs scheduling.
 */
@Configuration(proxyBeanMethods = false)
public class Consumes {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    @Bean
    CountedDeadLetters deadLetterPublisher(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
        return new CountedDeadLetters(kafka, meters);
    }

    /**
     * Only what no repetition can cure goes to the dead letters. For everything else the partition pauses and the batch
     * is tried again for ever, whatever Spring by default takes for hopeless: a store that is away comes back, and
     * skipping a callback would lose a payment.
     */
    @Bean
    DefaultErrorHandler errorHandler(CountedDeadLetters deadLetterPublisher) {
        ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
        pauses.setMaxInterval(LONGEST_PAUSE.toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(deadLetterPublisher, pauses);
        handler.setClassifications(Map.of(UnreadableEventException.class, false), true);
        return handler;
    }

    @Bean
    KnowsBrokers knowsBrokers(
            ConsumerFactory<?, ?> consumers, @Value("${trueup.kafka.names-within:60s}") Duration namesWithin) {
        return new KnowsBrokers(consumers, namesWithin);
    }

    @Bean
    Containers containers(KafkaListenerEndpointRegistry listeners, ObjectProvider<MoreConsumers> more) {
        return new Containers(listeners, more.stream().toList());
    }

    @Bean
    ConsumersHealth consumersHealthIndicator(Containers containers) {
        return new ConsumersHealth(containers);
    }

    @Bean
    DeadLettersFromZero deadLettersFromZero(Containers containers, CountedDeadLetters deadLetters) {
        return new DeadLettersFromZero(containers, deadLetters);
    }

    @Bean
    ConsumerLag consumerLag(
            Containers containers,
            KafkaAdmin admin,
            ConsumerFactory<?, ?> consumers,
            InstantSource clock,
            MeterRegistry meters) {
        return new ConsumerLag(containers, new Backlogs(admin.getConfigurationProperties(), consumers), clock, meters);
    }
}
