package dev.trueup.reconciliation.kafka;

import dev.trueup.contracts.Topics;
import dev.trueup.foundation.topics.TopicSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {
    @Bean
    NewTopics ourTopics(TopicSettings settings) {
        return new NewTopics(
                settings.live(Topics.QUERY_BACKS).build(),
                settings.deadLetters(Topics.deadLetters(Topics.ORDERS)).build(),
                settings.deadLetters(Topics.deadLetters(Topics.QUERY_OUTCOMES)).build());
    }
}
