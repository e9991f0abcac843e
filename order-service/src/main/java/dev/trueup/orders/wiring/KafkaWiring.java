package dev.trueup.orders.wiring;

import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.UnreadableEventException;
import dev.trueup.orders.settings.TopicSettings;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** How consumers fail, and the topics this service needs. */
@Configuration(proxyBeanMethods = false)
class KafkaWiring {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /**
     * Only what no repetition can cure goes to the dead letters. For everything else the partition pauses and the batch
     * is tried again for ever: a store that is away comes back, and skipping a callback would lose a payment.
     */
    @Bean
    DefaultErrorHandler errorHandler(KafkaTemplate<String, byte[]> kafka) {
        DeadLetterPublishingRecoverer deadLetters = new DeadLetterPublishingRecoverer(
                kafka, (record, failure) -> new TopicPartition(Topics.deadLetters(record.topic()), -1));
        ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
        pauses.setMaxInterval(LONGEST_PAUSE.toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters, pauses);
        handler.setClassifications(Map.of(UnreadableEventException.class, false), true);
        return handler;
    }

    @Bean
    NewTopics topics(TopicSettings settings) {
        Stream<NewTopic> live = Stream.of(Topics.CALLBACKS, Topics.QUERY_BACKS, Topics.QUERY_OUTCOMES, Topics.ORDERS)
                .map(name -> topic(name, settings, settings.retention()));
        Stream<NewTopic> dead = Stream.of(Topics.CALLBACKS, Topics.QUERY_BACKS)
                .map(name -> topic(Topics.deadLetters(name), settings, settings.deadLetterRetention()));
        return new NewTopics(Stream.concat(live, dead).toArray(NewTopic[]::new));
    }

    private static NewTopic topic(String name, TopicSettings settings, Duration retention) {
        return TopicBuilder.name(name)
                .partitions(settings.partitions())
                .replicas(settings.replication())
                .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
                .build();
    }
}
