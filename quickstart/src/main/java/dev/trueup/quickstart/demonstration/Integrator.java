package dev.trueup.quickstart.demonstration;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows the orders as any integrator does: by their events, ignoring versions it has seen. */
final class Integrator implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, OrderEvent> latest = new HashMap<>();
    private final Map<String, Long> decidedBy = new TreeMap<>();
    private final Map<String, String> paidBy = new HashMap<>();

    Integrator(String kafka) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ORDERS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // the end as of now, not as of the first poll
    }

    /** Takes in what has happened since, waiting at most {@code wait} for something. */
    void read(Duration wait) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            take(EventRecords.read(record).getType(), EventRecords.value(record, OrderEvent.class));
        }
    }

    private void take(String type, OrderEvent event) {
        OrderEvent before = latest.get(event.order().orderNo());
        if (before != null && before.version() >= event.version()) {
            return;
        }
        latest.put(event.order().orderNo(), event);
        if (type.equals(EventType.ORDER_PAID.wireName()) && event.evidence() != null) {
            decidedBy.merge(event.evidence().source(), 1L, Long::sum);
            paidBy.put(event.order().orderNo(), event.evidence().source());
        }
    }

    /** How many orders have an outcome. */
    long decided() {
        return latest.values().stream()
                .filter(event -> event.order().state().decided())
                .count();
    }

    /** How many have none and are not kept from it for a person to decide. */
    long waitingForAnOutcome() {
        return latest.values().stream()
                .map(OrderEvent::order)
                .filter(order ->
                        !order.state().decided() && order.attention().stream().noneMatch(Attention::blocking))
                .count();
    }

    /** How many of these are paid. */
    long paid(List<String> orderNos) {
        return orderNos.stream()
                .map(latest::get)
                .filter(event -> event != null && event.order().state() == State.PAID)
                .count();
    }

    /** An order as its last event told it. */
    OrderSnapshot latest(String orderNo) {
        return Objects.requireNonNull(latest.get(orderNo), orderNo).order();
    }

    /** How an order came to its end. */
    Rescue.Ending ending(String orderNo) {
        OrderEvent last = latest.get(orderNo);
        if (last == null) {
            return Rescue.Ending.OPEN;
        }
        return switch (last.order().state()) {
            case PAID, REFUNDED ->
                "callback".equals(paidBy.get(orderNo)) ? Rescue.Ending.CALLBACK : Rescue.Ending.QUERY;
            case FAILED -> Rescue.Ending.FAILED;
            case CLOSED -> Rescue.Ending.CLOSED;
            case CREATED, PENDING ->
                last.order().attention().stream().anyMatch(Attention::blocking)
                        ? Rescue.Ending.PERSON
                        : Rescue.Ending.OPEN;
        };
    }

    /** How many orders were paid on the evidence of a callback, and how many of a query. */
    Map<String, Long> completedBy() {
        return Map.copyOf(decidedBy);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
