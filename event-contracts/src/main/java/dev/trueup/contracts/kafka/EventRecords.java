package dev.trueup.contracts.kafka;

import dev.trueup.contracts.EventType;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.cloudevents.rw.CloudEventWriter;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes and reads CloudEvents 1.0 messages in Kafka's binary mode. */
public final class EventRecords {
    private static final String JSON = "application/json";

    private EventRecords() {}

    /**
     * A record of {@code topic} whose value is {@code value} as JSON.
     *
     * @param id the event's deterministic id: whoever sees it twice has seen one event
     * @param source which service says it, as a URI reference such as {@code /order-service}
     */
    public static ProducerRecord<String, byte[]> json(
            String topic, EventType type, String id, String source, Instant time, String orderNo, Object value) {
        return bytes(topic, type, id, source, time, orderNo, JSON, ContractJson.write(value));
    }

    /** A record of {@code topic} with these very bytes as its value. */
    public static ProducerRecord<String, byte[]> bytes(
            String topic,
            EventType type,
            String id,
            String source,
            Instant time,
            @Nullable String orderNo,
            String contentType,
            byte[] value) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create(source))
                .withType(type.wireName())
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withSubject(orderNo)
                .withData(contentType, value)
                .build();
        return keyed(topic, orderNo).writeBinary(event);
    }

    @SuppressWarnings("NullAway") // a record without a key is legal, but kafka-clients do not say so to the checker
    private static MessageWriter<CloudEventWriter<ProducerRecord<String, byte[]>>, ProducerRecord<String, byte[]>>
            keyed(String topic, @Nullable String key) {
        return KafkaMessageFactory.createWriter(topic, key);
    }

    /**
     * The CloudEvent that {@code record} carries.
     *
     * @throws UnreadableEventException when it carries none
     */
    public static CloudEvent read(ConsumerRecord<?, byte[]> record) {
        try {
            return KafkaMessageFactory.createReader(record).toEvent();
        } catch (CloudEventRWException | IllegalArgumentException e) {
            throw new UnreadableEventException("not a CloudEvent: " + e.getMessage(), e);
        }
    }

    /**
     * The value of {@code record} read as the contract's {@code type}.
     *
     * @throws UnreadableEventException when there is none or it is another
     */
    public static <T> T value(ConsumerRecord<?, byte[]> record, Class<T> type) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            throw new UnreadableEventException("not a " + type.getSimpleName() + ": the record has no value");
        }
        return ContractJson.read(value, type);
    }
}
