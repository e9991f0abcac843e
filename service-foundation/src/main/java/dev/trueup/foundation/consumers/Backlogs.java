package dev.trueup.foundation.consumers;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * What is not consumed yet, as the broker knows it: a consumer that hangs or tries the same batch again and again cannot
 * tell by itself. Connects when first asked.
 */
final class Backlogs implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FOR_THE_OLDEST = Duration.ofSeconds(2);

    private final Map<String, Object> adminSettings;
    private final Map<String, Object> consumerSettings;
    private @Nullable Admin admin;
    private @Nullable KafkaConsumer<byte[], byte[]> reader;

    Backlogs(Map<String, Object> adminSettings, ConsumerFactory<?, ?> consumers) {
        this.adminSettings = new HashMap<>(adminSettings);
        this.adminSettings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.adminSettings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) FOR_THE_OLDEST.toMillis());
        this.adminSettings.merge(CommonClientConfigs.CLIENT_ID_CONFIG, "-lag", (id, suffix) -> id + "" + suffix);
        this.consumerSettings = new HashMap<>(consumers.getConfigurationProperties());
        consumerSettings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumerSettings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        consumerSettings.merge(CommonClientConfigs.CLIENT_ID_CONFIG, "-lag", (id, suffix) -> id + "" + suffix);
        consumerSettings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumerSettings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumerSettings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        // one record of each partition is enough, and a batch comes whole however little is asked for
        consumerSettings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
    }

    /**
     * What one group has not consumed of one topic.
     *
     * @param records how many
     * @param oldest when the oldest of them was written; null if there is none or it could not be read in time
     */
    record Backlog(long records, @Nullable Instant oldest) {
        static final Backlog NONE = new Backlog(0, null);

        Backlog and(Backlog other) {
            return new Backlog(records + other.records, earlier(oldest, other.oldest));
        }

        private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isBefore(other) ? one : other;
        }
    }

    /** By topic; a topic that is not there yet has no backlog. For one thread at a time. */
    Map<String, Backlog> of(String group, Collection<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<TopicPartition> partitions = partitions(topics);
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, OffsetAndMetadata> committed = admin().listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        Map<TopicPartition, Long> behind = new HashMap<>();
        Map<String, Backlog> backlogs =
                topics.stream().collect(Collectors.toMap(Function.identity(), topic -> Backlog.NONE));
        ends.forEach((partition, end) -> {
            OffsetAndMetadata consumed = committed.get(partition);
            long from = Math.max(starts.getOrDefault(partition, 0L), consumed == null ? 0 : consumed.offset());
            if (end > from) {
                behind.put(partition, from);
                backlogs.merge(partition.topic(), new Backlog(end - from, null), Backlog::and);
            }
        });
        oldest(behind).forEach((partition, at) -> backlogs.merge(partition.topic(), new Backlog(0, at), Backlog::and));
        return backlogs;
    }

    private List<TopicPartition> partitions(Collection<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        Collection<String> there = admin().listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return admin()
                .describeTopics(topics.stream().filter(there::contains).toList())
                .allTopicNames()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin()
                .listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which)))
                .all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** When the first record from each offset on was written, as far as that can be read soon. */
    private Map<TopicPartition, Instant> oldest(Map<TopicPartition, Long> from) {
        Map<TopicPartition, Instant> oldest = new HashMap<>();
        if (from.isEmpty()) {
            return oldest;
        }
        KafkaConsumer<byte[], byte[]> reading = reader();
        reading.assign(from.keySet());
        from.forEach(reading::seek);
        long deadline = System.nanoTime() + FOR_THE_OLDEST.toNanos();
        while (oldest.size() < from.size() && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : reading.poll(Duration.ofMillis(200))) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (oldest.putIfAbsent(partition, Instant.ofEpochMilli(record.timestamp())) == null) {
                    reading.pause(List.of(partition));
                }
            }
        }
        reading.unsubscribe();
        return oldest;
    }

    private Admin admin() {
        Admin connected = admin == null ? Admin.create(adminSettings) : admin;
        admin = connected;
        return connected;
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        KafkaConsumer<byte[], byte[]> connected = reader == null
                ? new KafkaConsumer<>(consumerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                : reader;
        reader = connected;
        return connected;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
        if (reader != null) {
            reader.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }
}
