package dev.trueup.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.QueryOutcome.Outcome;
import dev.trueup.contracts.Topics;
import dev.trueup.embedded.EmbeddedKafka;
import dev.trueup.embedded.EmbeddedMongo;
import dev.trueup.testservers.TopicReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Neighbours that are away and come back; always embedded ones, since those can be taken away. */
class NeighboursAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whatIsSaidWhileTheStoreIsAwayTakesEffectOnceItIsBack() throws Exception {
        EmbeddedMongo store = EmbeddedMongo.start(0);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0)) {
            RunningService.makeOthersTopics(kafka.bootstrapServers());
            try (RunningService service = start(kafka.port(), store.port())) {
                RunningService.send(kafka.bootstrapServers(), List.of(RunningService.event("dcs1", State.PENDING, 1)));
                queryBack(kafka.bootstrapServers(), "dcs1");
                await().atMost(PATIENCE).until(() -> committed(kafka) == 1);
                store.close();

                RunningService.send(
                        kafka.bootstrapServers(),
                        List.of(
                                RunningService.event("dcs2", State.PENDING, 1),
                                new ProducerRecord<>(Topics.ORDERS, "dcs3", "poison".getBytes(StandardCharsets.UTF_8)),
                                RunningService.event("dcs4", State.PENDING, 1),
                                RunningService.outcome("dcs1", 1, Outcome.STILL_PENDING)));
                await("the service has noticed")
                        .atMost(PATIENCE)
                        .until(() -> service.get("/pending/dcs2").statusCode() == 500);
                assertThat(service.get("/actuator/health/liveness").statusCode())
                        .isEqualTo(200);
                assertThat(service.get("/actuator/health/readiness").statusCode())
                        .isEqualTo(503);
                assertThat(committed(kafka)).as("offsets wait for the effect").isEqualTo(1);

                store = EmbeddedMongo.start(store.port());

                queryBack(kafka.bootstrapServers(), "dcs2");
                queryBack(kafka.bootstrapServers(), "dcs4");
                try (TopicReader dead = new TopicReader(kafka.bootstrapServers(), Topics.deadLetters(Topics.ORDERS))) {
                    assertThat(dead.readUntil(1, PATIENCE))
                            .extracting(ConsumerRecord::key)
                            .as("at least once, and nothing else")
                            .containsOnly("dcs3");
                }
                await().atMost(PATIENCE).until(() -> committed(kafka) == 4);
                assertThat(service.get("/actuator/health/liveness").statusCode())
                        .isEqualTo(200);
            }
        } finally {
            store.close();
        }
    }

    @Test
    void neighboursMayComeLaterThanTheService() throws Exception {
        int kafkaPort = freePort();
        int storePort = freePort();
        try (RunningService service = start(kafkaPort, storePort)) {
            assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(503);

            try (EmbeddedMongo store = EmbeddedMongo.start(storePort);
                    MongoClient client = MongoClients.create(store.connectionString())) {
                await().atMost(PATIENCE)
                        .until(() -> service.get("/actuator/health/readiness").statusCode() == 200);
                assertThat(client.getDatabase("reconciliation").listCollectionNames())
                        .as("indexes have been made, and with them the collection")
                        .contains("pendingOrders");

                try (EmbeddedKafka kafka = EmbeddedKafka.start(kafkaPort)) {
                    RunningService.makeOthersTopics(kafka.bootstrapServers());
                    RunningService.send(
                            kafka.bootstrapServers(), List.of(RunningService.event("dcs1", State.PENDING, 1)));

                    queryBack(kafka.bootstrapServers(), "dcs1");
                }
            }
        }
    }

    private static RunningService start(int kafkaPort, int storePort) {
        return RunningService.start(
                "spring.kafka.bootstrap-servers=127.0.0.1:" + kafkaPort,
                "spring.kafka.admin.operation-timeout=2s",
                "spring.kafka.admin.properties.default.api.timeout.ms=2000",
                "spring.kafka.admin.properties.request.timeout.ms=1000",
                "spring.kafka.consumer.properties.metadata.max.age.ms=1000",
                "spring.kafka.consumer.properties.reconnect.backoff.max.ms=200",
                "trueup.topics.retry=1s",
                "spring.mongodb.uri=mongodb://127.0.0.1:" + storePort,
                "trueup.reconciliation.schedule=100ms,1h");
    }

    private static void queryBack(String bootstrapServers, String orderNo) {
        try (TopicReader reader = new TopicReader(bootstrapServers, Topics.QUERY_BACKS)) {
            reader.readUntil(all -> all.stream().anyMatch(record -> orderNo.equals(record.key())), PATIENCE);
        }
    }

    /** How many records of orders' events the service has committed. */
    private static long committed(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets("reconciliation-service")
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(Topics.ORDERS))
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
