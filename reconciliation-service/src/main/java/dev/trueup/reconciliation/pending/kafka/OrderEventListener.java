package dev.trueup.reconciliation.pending.kafka;

import static dev.trueup.reconciliation.pending.kafka.ReadRecords.require;

import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.reconciliation.kafka.DeadLetters;
import dev.trueup.reconciliation.pending.PendingOrderBook;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Learns from orders' events which orders are pending. Offsets are committed once the store has a batch. */
@Component
class OrderEventListener {
    private final PendingOrderBook book;
    private final DeadLetters deadLetters;

    OrderEventListener(PendingOrderBook book, DeadLetters deadLetters) {
        this.book = book;
        this.deadLetters = deadLetters;
    }

    @KafkaListener(id = "order-events", idIsGroup = false, topics = Topics.ORDERS)
    void on(List<ConsumerRecord<String, byte[]>> batch) {
        ReadRecords.of(batch, OrderEventListener::read).apply(book::orderEvents, deadLetters);
    }

    private static OrderEvent read(ConsumerRecord<String, byte[]> record) {
        OrderEvent event = EventRecords.value(record, OrderEvent.class);
        OrderSnapshot order = event.order();
        require("order", order);
        require("order.orderNo", order.orderNo());
        require("order.channel", order.channel());
        require("order.state", order.state());
        require("order.createdAt", order.createdAt());
        require("order.expiresAt", order.expiresAt());
        return event;
    }
}
