package dev.trueup.simulator.audit.kafka;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.contracts.kafka.UnreadableEventException;
import dev.trueup.simulator.audit.AuditImpossibleException;
import dev.trueup.simulator.audit.OrderEvents;
import dev.trueup.simulator.audit.Trails;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the orders' topic with a plain consumer that belongs to no group, commits nothing and disturbs nobody. */
public final class KafkaOrderEvents implements OrderEvents {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> connection;
    private final String topic;
    private final Duration timeout;
    private final InstantSource clock;

    /**
     * The events on one topic.
     *
     * @param connection consumer settings: where the brokers are, and how to be let in
     * @param timeout of each reading
     */
    public KafkaOrderEvents(Map<String, Object> connection, String topic, Duration timeout, InstantSource clock) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        settings.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) Math.min(timeout.toMillis(), 10_000));
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(timeout.toMillis(), 10_000));
        this.connection = Map.copyOf(settings);
        this.topic = topic;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public Reading open() {
        try {
            return new FromTheStart(
                    new KafkaConsumer<>(connection, new StringDeserializer(), new ByteArrayDeserializer()));
        } catch (KafkaException e) {
            throw impossible(e);
        }
    }

    private AuditImpossibleException impossible(KafkaException e) {
        return new AuditImpossibleException("Kafka, topic " + topic + ": " + e.getMessage(), e);
    }

    private final class FromTheStart implements Reading {
        private final Consumer<String, byte[]> consumer;

        FromTheStart(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void readOn(Trails trails) {
            try {
                if (consumer.assignment().isEmpty() && !assign()) {
                    return; // no topic: nothing was ever said
                }
                read(trails);
            } catch (KafkaException e) {
                throw impossible(e);
            }
        }

        private boolean assign() {
            List<TopicPartition> partitions =
                    Objects.requireNonNullElse(consumer.listTopics().get(topic), List.<PartitionInfo>of()).stream()
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return !partitions.isEmpty();
        }

        private void read(Trails trails) {
            Instant deadline = clock.instant().plus(timeout);
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (clock.instant().isAfter(deadline)) {
                    throw new AuditImpossibleException(
                            "Kafka, topic " + topic + ": not read to its end within " + timeout);
                }
                consumer.poll(POLL).forEach(record -> keep(record, trails));
            }
        }

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(POLL));
        }
    }

    private static void keep(ConsumerRecord<String, byte[]> record, Trails trails) {
        String orderNo = Objects.requireNonNullElseGet(
                record.key(), () -> "partition " + record.partition() + ", offset " + record.offset());
        try {
            CloudEvent cloudEvent = EventRecords.read(record);
            OrderEvent event = EventRecords.value(record, OrderEvent.class);
            Optional<EventType> type = EventType.of(cloudEvent.getType());
            if (type.isPresent() && event.order().orderNo().equals(orderNo)) {
                trails.add(orderNo, type.get(), cloudEvent.getId(), event);
            } else {
                trails.addUnreadable(orderNo);
            }
        } catch (UnreadableEventException e) {
            trails.addUnreadable(orderNo);
        }
    }
}
