package dev.trueup.testservers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithServers
class TopicReaderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestServers servers;
    private String topic = "";

    TopicReaderTest(TestServers servers) {
        this.servers = servers;
    }

    @BeforeEach
    void newTopic() {
        topic = servers.uniqueName("orders");
    }

    @Test
    void readsAllPartitionsFromTheStart() throws Exception {
        createTopic(3);
        produce("dcs1", "created");
        produce("dcs2", "created");
        produce("dcs3", "created");
        produce("dcs1", "paid");

        try (var reader = reader()) {
            assertThat(reader.readUntil(4, PATIENCE))
                    .extracting(ConsumerRecord::key)
                    .containsExactlyInAnyOrder("dcs1", "dcs2", "dcs3", "dcs1");
        }
    }

    @Test
    void readsOnUntilItIsEnough() throws Exception {
        createTopic(1);
        produce("dcs1", "created");

        try (var reader = reader()) {
            assertThat(reader.readUntil(1, PATIENCE)).hasSize(1);
            produce("dcs1", "paid");
            assertThat(reader.readUntil(all -> "paid".equals(value(all.getLast())), PATIENCE))
                    .extracting(TopicReaderTest::value)
                    .containsExactly("created", "paid");
        }
    }

    @Test
    void waitsForATopicThatIsMadeLater() throws Exception {
        try (var reader = reader()) {
            assertThatThrownBy(() -> reader.readUntil(1, Duration.ofMillis(300)))
                    .isInstanceOf(ConditionTimeoutException.class)
                    .hasMessageContaining(topic);

            var records = CompletableFuture.supplyAsync(() -> reader.readUntil(1, PATIENCE));
            createTopic(1);
            produce("dcs1", "created");

            assertThat(records.get(20, SECONDS)).hasSize(1);
        }
    }

    @Test
    void saysWhatWasThereWhenItIsNotEnough() throws Exception {
        createTopic(1);
        produce("dcs1", "created");

        try (var reader = reader()) {
            assertThatThrownBy(() -> reader.readUntil(2, Duration.ofSeconds(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("1 records of %s within PT1S are not enough; keys: [dcs1]".formatted(topic));
        }
    }

    private TopicReader reader() {
        return new TopicReader(servers.kafkaBootstrapServers(), topic);
    }

    private static String value(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    private void createTopic(int partitions) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get(20, SECONDS);
        }
    }

    private void produce(String key, String value) throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", servers.kafkaBootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get(20, SECONDS);
        }
    }
}
