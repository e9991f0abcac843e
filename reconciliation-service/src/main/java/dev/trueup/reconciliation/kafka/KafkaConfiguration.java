package dev.trueup.reconciliation.kafka;

import dev.trueup.contracts.Topics;
import dev.trueup.reconciliation.settings.TopicSettings;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {
    private static final long FIRST_RETRY_MILLIS = 200;
    private static final long LONGEST_RETRY_MILLIS = 10_000;

    /**
     * What the listeners throw is a neighbour that is away, since they see to unreadable records themselves: the batch is
     * tried for ever, its partitions paused meanwhile.
     */
    @Bean
    CommonErrorHandler triesForEver() {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_RETRY_MILLIS, 2);
        backOff.setMaxInterval(LONGEST_RETRY_MILLIS);
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        // By default some exceptions count as hopeless and would cost the whole batch.
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    @Bean
    NewTopics ourTopics(TopicSettings settings) {
        return new NewTopics(Stream.of(
                        Topics.QUERY_BACKS,
                        Topics.deadLetters(Topics.ORDERS),
                        Topics.deadLetters(Topics.QUERY_OUTCOMES))
                .map(name -> topic(name, settings))
                .toArray(NewTopic[]::new));
    }

    private static NewTopic topic(String name, TopicSettings settings) {
        TopicBuilder topic = TopicBuilder.name(name)
                .partitions(settings.partitions())
                .config(
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(settings.retention().toMillis()));
        Short replication = settings.replication();
        if (replication != null) {
            topic.replicas(replication);
            if (replication >= 3) {
                // With acks=all, what is acknowledged then survives the loss of a broker.
                topic.config(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
            }
        }
        return topic.build();
    }
}
