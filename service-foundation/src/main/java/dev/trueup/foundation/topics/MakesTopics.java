package dev.trueup.foundation.topics;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** For a service that makes topics: the settings, and another try for as long as Kafka is away. Needs {@link dev.trueup.foundation.timers.RunsTimers}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicSettings.class)
public class MakesTopics {
    @Bean
    LateTopics lateTopics(KafkaAdmin admin, KafkaProperties properties) {
        return new LateTopics(admin, properties);
    }
}
