package dev.trueup.testservers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.KafkaTemplate;

/** A Spring Boot application finds the servers without a setting. */
@WithServers
@SpringBootTest(classes = SpringServersTest.Application.class)
class SpringServersTest {
    static final String TOPIC = "spring-servers-test";

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {
        @Bean
        NewTopics topics() {
            return new NewTopics(TopicBuilder.name(TOPIC).partitions(1).build());
        }
    }

    @Test
    void kafkaTemplateWritesToTheTestsKafka(@Autowired KafkaTemplate<String, String> kafka, TestServers servers)
            throws Exception {
        kafka.send(TOPIC, "dcs1", "paid").get(20, SECONDS);

        try (var reader = new TopicReader(servers.kafkaBootstrapServers(), TOPIC)) {
            assertThat(reader.readUntil(1, Duration.ofSeconds(20)))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .contains("paid");
        }
    }

    @Test
    void mongoTemplateWritesToADatabaseOfItsOwn(
            @Autowired MongoTemplate mongo, @Value("${spring.mongodb.database}") String database, TestServers servers) {
        mongo.getCollection("orders").insertOne(new Document("_id", "dcs1"));

        assertThat(database).startsWith("trueup-test-");
        try (var client = MongoClients.create(servers.mongoUri())) {
            assertThat(client.getDatabase(database).getCollection("orders").find())
                    .containsExactly(new Document("_id", "dcs1"));
        }
    }
}
