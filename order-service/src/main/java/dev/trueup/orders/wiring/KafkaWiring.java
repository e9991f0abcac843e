package dev.trueup.orders.wiring;

import dev.trueup.contracts.Topics;
import dev.trueup.foundation.topics.TopicSettings;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** The topics this service needs. */
@Configuration(proxyBeanMethods = false)
class KafkaWiring {
    @Bean
    NewTopics topics(TopicSettings settings) {
        Stream<TopicBuilder> live = Stream.of(
                        Topics.CALLBACKS, Topics.QUERY_BACKS, Topics.QUERY_OUTCOMES, Topics.ORDERS)
                .map(settings::live);
        Stream<TopicBuilder> dead = Stream.of(Topics.CALLBACKS, Topics.QUERY_BACKS)
                .map(Topics::deadLetters)
                .map(settings::deadLetters);
        return new NewTopics(Stream.concat(live, dead).map(TopicBuilder::build).toArray(NewTopic[]::new));
    }
}
