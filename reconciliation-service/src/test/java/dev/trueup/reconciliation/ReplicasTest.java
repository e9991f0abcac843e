package dev.trueup.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.QueryBack;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.TopicReader;
import dev.trueup.testservers.WithServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Replicas that come and go on one store and one Kafka ask about every order, and each attempt once. */
@WithServers
class ReplicasTest {
    private static final int ORDERS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void noneDoublesAnother(TestServers servers) throws Exception {
        RunningService.makeOthersTopics(servers.kafkaBootstrapServers());
        String prefix = servers.uniqueName("dcs").replace("-", "");
        Set<String> orderNos =
                IntStream.range(0, ORDERS).mapToObj(i -> prefix + "x" + i).collect(Collectors.toSet());
        String[] settings = {
            "spring.kafka.bootstrap-servers=" + servers.kafkaBootstrapServers(),
            "spring.kafka.consumer.group-id=" + servers.uniqueName("reconciliation-service"),
            "spring.mongodb.uri=" + servers.mongoUri(),
            "spring.mongodb.database=" + servers.newDatabase(),
            "trueup.reconciliation.schedule=500ms,1s,2s,1h",
            "trueup.reconciliation.scan-limit=40"
        };
        try (RunningService stays = RunningService.start(settings)) {
            try (RunningService goes = RunningService.start(settings)) {
                List<ProducerRecord<String, byte[]>> events = new ArrayList<>();
                orderNos.forEach(orderNo -> events.add(RunningService.event(orderNo, State.PENDING, 2)));
                RunningService.send(servers.kafkaBootstrapServers(), events);
                await().atMost(PATIENCE).until(() -> claimed(stays) > 0 && claimed(goes) > 0);
            }
            try (RunningService comes = RunningService.start(settings)) {
                await().atMost(PATIENCE)
                        .until(() -> orderNos.stream()
                                .allMatch(orderNo -> comes.orders()
                                        .find(orderNo)
                                        .filter(order -> order.attempts() == 3)
                                        .isPresent()));
            }
        }
        // All have stopped, so whatever they had to say has been said: a marker in each partition is the end.
        assertThat(attempts(servers, orderNos)).hasSize(3 * ORDERS).doesNotHaveDuplicates();
    }

    private static List<String> attempts(TestServers servers, Set<String> orderNos) throws Exception {
        String marker = servers.uniqueName("marker");
        List<ProducerRecord<String, byte[]>> markers = IntStream.range(0, 6)
                .mapToObj(partition -> new ProducerRecord<>(Topics.QUERY_BACKS, partition, marker, new byte[0]))
                .toList();
        RunningService.send(servers.kafkaBootstrapServers(), markers);
        try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), Topics.QUERY_BACKS)) {
            return reader
                    .readUntil(
                            all -> all.stream()
                                            .filter(record -> marker.equals(record.key()))
                                            .count()
                                    == markers.size(),
                            PATIENCE)
                    .stream()
                    .filter(record -> orderNos.contains(record.key()))
                    .map(ReplicasTest::attempt)
                    .toList();
        }
    }

    private static String attempt(ConsumerRecord<String, byte[]> record) {
        QueryBack queryBack = EventRecords.value(record, QueryBack.class);
        return queryBack.orderNo() + " " + queryBack.attempt();
    }

    private static double claimed(RunningService service) throws Exception {
        return service.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("trueup_queryback_claimed_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
