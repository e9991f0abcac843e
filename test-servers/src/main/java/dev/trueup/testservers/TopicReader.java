package dev.trueup.testservers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads one topic from its start, all partitions, with a plain consumer that belongs to no group and so disturbs none.
 * Records of one partition come in order. For one thread.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    /** Opens a reader; the topic need not exist yet. */
    public TopicReader(String bootstrapServers, String topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Reads on until there are that many records in all.
     *
     * @return all records since the start of the topic; more than asked for, if more were there
     * @throws AssertionError if they do not come within the time
     */
    public List<ConsumerRecord<String, byte[]>> readUntil(int count, Duration timeout) {
        return readUntil(all -> all.size() >= count, timeout);
    }

    /**
     * Reads on until the records are enough.
     *
     * @param enough looks at all records since the start of the topic
     * @return those records
     * @throws AssertionError if they are not enough within the time
     */
    public List<ConsumerRecord<String, byte[]>> readUntil(
            Predicate<List<ConsumerRecord<String, byte[]>>> enough, Duration timeout) {
        long start = System.nanoTime();
        assign(timeout);
        while (!enough.test(Collections.unmodifiableList(records))) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                throw new AssertionError("%d records of %s within %s are not enough; keys: %s"
                        .formatted(
                                records.size(),
                                topic,
                                timeout,
                                records.stream().map(ConsumerRecord::key).toList()));
            }
            consumer.poll(POLL).forEach(records::add);
        }
        return List.copyOf(records);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void assign(Duration timeout) {
        if (!consumer.assignment().isEmpty()) {
            return;
        }
        var partitions = await("topic " + topic)
                .pollInSameThread()
                .pollInterval(POLL)
                .atMost(timeout)
                .until(() -> partitions(timeout), found -> !found.isEmpty());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private List<TopicPartition> partitions(Duration timeout) {
        return consumer.partitionsFor(topic, timeout).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }
}
