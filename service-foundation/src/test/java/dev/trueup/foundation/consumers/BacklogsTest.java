package dev.trueup.foundation.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.foundation.consumers.Backlogs.Backlog;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

@WithServers
class BacklogsTest {
    private final Instant early = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(1));

    private final Map<String, Object> settings;
    private final String topic = "topic-" + UUID.randomUUID();
    private final String group = "group-" + UUID.randomUUID();

    BacklogsTest(TestServers servers) {
        this.settings = Map.of("bootstrap.servers", servers.kafkaBootstrapServers());
    }

    @Test
    void recordsAreCountedAndTheOldestOfThemIsFound() throws Exception {
        try (Admin admin = Admin.create(settings);
                Backlogs backlogs = new Backlogs(settings, new DefaultKafkaConsumerFactory<>(settings))) {
            assertThat(backlogs.of(group, List.of(topic)))
                    .as("a topic that is not there yet")
                    .containsExactly(Map.entry(topic, Backlog.NONE));

            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
            write(0, early.plusSeconds(1), early.plusSeconds(2), early.plusSeconds(9));
            write(1, early.plusSeconds(5));
            assertThat(backlogs.of(group, List.of(topic)))
                    .as("a group that has consumed nothing yet")
                    .containsExactly(Map.entry(topic, new Backlog(4, early.plusSeconds(1))));

            commit(admin, 2, 0);
            assertThat(backlogs.of(group, List.of(topic)))
                    .containsExactly(Map.entry(topic, new Backlog(2, early.plusSeconds(5))));

            commit(admin, 3, 1);
            assertThat(backlogs.of(group, List.of(topic))).containsExactly(Map.entry(topic, Backlog.NONE));
        }
    }

    private void write(int partition, Instant... times) throws Exception {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (Instant time : times) {
                producer.send(new ProducerRecord<>(topic, partition, time.toEpochMilli(), "key", new byte[1]))
                        .get();
            }
        }
    }

    private void commit(Admin admin, long first, long second) throws Exception {
        admin.alterConsumerGroupOffsets(
                        group,
                        Map.of(
                                new TopicPartition(topic, 0), new OffsetAndMetadata(first),
                                new TopicPartition(topic, 1), new OffsetAndMetadata(second)))
                .all()
                .get();
    }
}
