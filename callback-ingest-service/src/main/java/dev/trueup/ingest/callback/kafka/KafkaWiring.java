package dev.trueup.ingest.callback.kafka;

import dev.trueup.contracts.Topics;
import dev.trueup.foundation.topics.TopicSettings;
import dev.trueup.ingest.settings.IngestSettings;
import dev.trueup.ingest.settings.RejectedTopicSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;

/** The two producers, the topics, and the view of Kafka's health. */
@Configuration(proxyBeanMethods = false)
class KafkaWiring {
    private static final int CLOSING_SECONDS = 3;

    @Bean
    KafkaCallbackJournal callbackJournal(
            KafkaTemplate<String, byte[]> kafka, InstantSource clock, MeterRegistry meters) {
        return new KafkaCallbackJournal(kafka, clock, meters);
    }

    @Bean
    PartitionsKnown partitionsKnown(KafkaTemplate<String, byte[]> kafka) {
        return new PartitionsKnown(kafka);
    }

    /**
     * With a small buffer and no promise. A first hint may wait half a second for the topic's partitions; with at most
     * so many hints a second, few of the places in flight can be held by that.
     */
    @Bean
    KafkaRejectedCallbacks rejectedCallbacks(
            ProducerFactory<String, byte[]> factory, IngestSettings settings, MeterRegistry meters) {
        Map<String, Object> hints = Map.of(
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                false,
                ProducerConfig.ACKS_CONFIG,
                "1",
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                1024 * 1024L,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                500L);
        return new KafkaRejectedCallbacks(factory.copyWithConfigurationOverride(hints), settings.rejected(), meters);
    }

    /** The listener that Boot would make logs payloads. */
    @Bean
    ProducerListener<Object, Object> silentProducerListener() {
        return new ProducerListener<>() {};
    }

    @Bean
    DefaultKafkaProducerFactoryCustomizer boundedClosing() {
        return factory -> factory.setPhysicalCloseTimeout(CLOSING_SECONDS);
    }

    @Bean
    KafkaAdmin.NewTopics topics(TopicSettings settings, RejectedTopicSettings rejected) {
        return new KafkaAdmin.NewTopics(
                settings.live(Topics.CALLBACKS).build(),
                settings.topic(Topics.CALLBACKS_REJECTED, rejected.rejectedRetention())
                        .config(
                                TopicConfig.RETENTION_BYTES_CONFIG,
                                Long.toString(rejected.rejectedRetentionSize().toBytes()))
                        .build());
    }

    @Bean
    PublishingHealth publishingHealthIndicator(KafkaCallbackJournal journal, KafkaAdmin admin, InstantSource clock) {
        return new PublishingHealth(journal, () -> Admin.create(admin.getConfigurationProperties()), clock);
    }
}
