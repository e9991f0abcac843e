package dev.trueup.simulation.broker;

import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;

/** Kafka, embedded or real, keeps the contract that the simulated broker keeps. */
@WithServers
class KafkaBrokerTest extends BrokerContract {
    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final int MOST_MOMENTS = 400;

    private final String servers;
    private final String topic;
    private final KafkaProducer<String, String> producer;
    private final List<KafkaReader> readers = new ArrayList<>();

    KafkaBrokerTest(TestServers servers) throws ExecutionException, InterruptedException {
        this.servers = servers.kafkaBootstrapServers();
        this.topic = servers.uniqueName("contract");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.servers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    @AfterEach
    void close() {
        readers.forEach(KafkaReader::leave);
        producer.close(Duration.ZERO);
    }

    @Override
    Log log() {
        return new Log() {
            @Override
            public void send(String key, String value) {
                try {
                    producer.send(new ProducerRecord<>(topic, key, value)).get();
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public Reader join(boolean quick) {
                KafkaReader reader = new KafkaReader(servers, topic, quick);
                readers.add(reader);
                for (int i = 0; i < MOST_MOMENTS && !settled(reader); i++) {
                    readers.forEach(KafkaReader::heartbeat);
                }
                return reader;
            }

            // The newcomer has partitions, and all who take part have each partition once.
            private boolean settled(KafkaReader newcomer) {
                List<TopicPartition> assigned = readers.stream()
                        .filter(reader -> !reader.busy && !reader.left)
                        .flatMap(reader -> reader.consumer.assignment().stream())
                        .toList();
                return assigned.size() == 2
                        && Set.copyOf(assigned).size() == 2
                        && !newcomer.consumer.assignment().isEmpty();
            }
        };
    }

    private static final class KafkaReader implements Reader {
        private final KafkaConsumer<String, String> consumer;
        private final List<Read> fetched = new ArrayList<>();
        private boolean busy;
        private boolean left;

        private KafkaReader(String servers, String topic, boolean quick) {
            consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            servers,
                            ConsumerConfig.GROUP_ID_CONFIG,
                            topic,
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest",
                            ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                            quick ? 30_000 : 1_000,
                            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                            2),
                    new StringDeserializer(),
                    new StringDeserializer());
            consumer.subscribe(List.of(topic));
        }

        /** Takes part in its group's life, unless it is at work on what it read and so too slow for that. */
        private void heartbeat() {
            if (!busy && !left) {
                fetch();
            }
        }

        private void fetch() {
            for (ConsumerRecord<String, String> record : consumer.poll(A_MOMENT)) {
                fetched.add(new Read(record.partition(), record.offset(), record.key(), record.value()));
            }
        }

        @Override
        public List<Read> poll(int most) {
            for (int i = 0; i < 20 && fetched.isEmpty(); i++) {
                fetch();
            }
            List<Read> some = fetched.subList(0, Math.min(most, fetched.size()));
            List<Read> read = List.copyOf(some);
            some.clear();
            busy = !read.isEmpty();
            return read;
        }

        @Override
        public void seekBack(List<Read> records) {
            Map<Integer, Long> least = new HashMap<>();
            records.forEach(record -> least.merge(record.partition(), record.offset(), Math::min));
            fetched.forEach(record -> least.merge(record.partition(), record.offset(), Math::min));
            fetched.clear();
            for (TopicPartition partition : consumer.assignment()) {
                Long offset = least.get(partition.partition());
                if (offset != null) {
                    consumer.seek(partition, offset);
                }
            }
        }

        @Override
        public boolean commit(List<Read> records) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            String topic = consumer.subscription().iterator().next();
            for (Read record : records) {
                offsets.merge(
                        new TopicPartition(topic, record.partition()),
                        new OffsetAndMetadata(record.offset() + 1),
                        (one, other) -> one.offset() > other.offset() ? one : other);
            }
            try {
                consumer.commitSync(offsets);
                return true;
            } catch (CommitFailedException | RebalanceInProgressException e) {
                return false;
            } finally {
                busy = false;
            }
        }

        @Override
        public void leave() {
            if (!left) {
                left = true;
                consumer.close();
            }
        }
    }
}
