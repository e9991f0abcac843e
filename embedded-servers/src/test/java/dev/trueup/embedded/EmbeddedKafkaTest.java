package dev.trueup.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void carriesRecordsInOrderToAConsumerGroup() throws Exception {
        try (var kafka = EmbeddedKafka.start(0)) {
            createTopic(kafka, "orders");
            produce(kafka, "orders", List.of("created", "pending", "paid"));

            assertThat(consume(kafka, "orders", 3)).containsExactly("created", "pending", "paid");
        }
    }

    @Test
    void takesATransaction() throws Exception {
        try (var kafka = EmbeddedKafka.start(0)) {
            createTopic(kafka, "orders");
            var settings = Map.<String, Object>of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    kafka.bootstrapServers(),
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    "orders-1");
            try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("orders", "dcs1", "paid")).get(20, SECONDS);
                producer.commitTransaction();
            }

            assertThat(consume(kafka, "orders", 1)).containsExactly("paid");
        }
    }

    @Test
    void makesNoTopicUnasked() throws Exception {
        try (var kafka = EmbeddedKafka.start(0);
                var admin = admin(kafka)) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("unasked"))
                            .allTopicNames()
                            .get(20, SECONDS))
                    .hasMessageContaining("does not host this topic-partition");
            assertThat(admin.listTopics().names().get(20, SECONDS)).isEmpty();
        }
    }

    @Test
    void theCallersSettingsWin() throws Exception {
        try (var kafka = EmbeddedKafka.start(0, Map.of("message.max.bytes", "100"))) {
            createTopic(kafka, "orders");

            assertThatThrownBy(() -> produce(kafka, "orders", List.of("paid".repeat(100))))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
    }

    @Test
    void twoInOneJvmAreTwoBrokers() throws Exception {
        try (var other = EmbeddedKafka.start(0)) {
            createTopic(other, "orders");
            try (var one = EmbeddedKafka.start(0)) {
                createTopic(one, "orders");
                produce(one, "orders", List.of("from one"));
                produce(other, "orders", List.of("from the other"));

                assertThat(consume(one, "orders", 1)).containsExactly("from one");
            }
            assertThat(consume(other, "orders", 1)).containsExactly("from the other");
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingIsLeft() throws Exception {
        var before = dataDirectories();
        try (var taker = Loopback.listen("test", 0)) {
            int port = Loopback.port(taker);

            assertThatThrownBy(() -> EmbeddedKafka.start(port))
                    .hasMessage("port %d on 127.0.0.1, wanted for Kafka, is taken".formatted(port))
                    .asInstanceOf(InstanceOfAssertFactories.type(PortTakenException.class))
                    .satisfies(
                            e -> assertThat(e.server()).isEqualTo("Kafka"),
                            e -> assertThat(e.port()).isEqualTo(port));
        }
        assertThat(dataDirectories()).isEqualTo(before);
    }

    @Test
    void closingFreesThePortsAndDeletesTheData() throws Exception {
        var before = dataDirectories();
        var kafka = EmbeddedKafka.start(0);
        createTopic(kafka, "orders");
        produce(kafka, "orders", List.of("paid"));
        assertThat(dataDirectories()).hasSize(before.size() + 1);

        kafka.close();
        kafka.close();

        assertThat(dataDirectories()).isEqualTo(before);
        try (var again = EmbeddedKafka.start(kafka.port())) {
            assertThat(again.bootstrapServers()).isEqualTo("127.0.0.1:" + kafka.port());
        }
    }

    @Test
    void aFailedStartEndsNeitherTheJvmNorLeavesAnything() throws Exception {
        var before = dataDirectories();
        int port = freePort();

        assertThatThrownBy(() -> EmbeddedKafka.start(port, Map.of("authorizer.class.name", "no.such.Authorizer")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no.such.Authorizer");

        assertThat(dataDirectories()).isEqualTo(before);
        try (var again = EmbeddedKafka.start(port)) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = Loopback.listen("test", 0)) {
            return Loopback.port(socket);
        }
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static void createTopic(EmbeddedKafka kafka, String name) throws Exception {
        try (var admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, SECONDS);
        }
    }

    private static void produce(EmbeddedKafka kafka, String topic, List<String> values) throws Exception {
        var settings = Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                1000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                2000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (var value : values) {
                producer.send(new ProducerRecord<>(topic, "dcs1", value)).get(20, SECONDS);
            }
        }
    }

    private static List<String> consume(EmbeddedKafka kafka, String topic, int count) {
        var settings = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG, "readers",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            consumer.commitSync();
        }
        return values;
    }

    private static Set<Path> dataDirectories() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("trueup-kafka-"))
                    .collect(Collectors.toSet());
        }
    }
}
