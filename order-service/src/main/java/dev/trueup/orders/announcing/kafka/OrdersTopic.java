package dev.trueup.orders.announcing.kafka;

import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.foundation.tracing.OrderTraces;
import dev.trueup.orders.announcing.OrderEvents;
import dev.trueup.orders.order.Announcement;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** The topic {@code trueup.orders.v1}. How long a record may take is the producer's {@code delivery.timeout.ms}. */
@Component
class OrdersTopic implements OrderEvents {
    private static final Logger log = LoggerFactory.getLogger(OrdersTopic.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final MeterRegistry meters;
    private final OrderTraces traces;

    OrdersTopic(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters, OrderTraces traces) {
        this.kafka = kafka;
        this.meters = meters;
        this.traces = traces;
    }

    @Override
    public Set<String> publish(Collection<Announcement> announcements) {
        Map<Announcement, CompletableFuture<?>> sent = new LinkedHashMap<>();
        Set<String> failed = new HashSet<>();
        for (Announcement announcement : announcements) {
            try {
                sent.put(
                        announcement,
                        traces.of(announcement.orderNo(), "announce", () -> kafka.send(record(announcement))));
            } catch (KafkaException e) {
                // The producer waited for the broker as long as it may; each further try would wait as long again.
                announcements.stream()
                        .filter(other -> !sent.containsKey(other))
                        .map(Announcement::orderNo)
                        .forEach(failed::add);
                log.warn("cannot publish order events, they stay in the outbox: {}", e.getMessage());
                break;
            }
        }
        sent.forEach((announcement, future) -> {
            if (arrived(announcement, future)) {
                meters.counter(
                                "trueup.order.events",
                                "type",
                                announcement.type().wireName())
                        .increment();
            } else {
                failed.add(announcement.orderNo());
            }
        });
        meters.counter("trueup.order.events.failed").increment(failed.size());
        return failed;
    }

    private static boolean arrived(Announcement announcement, CompletableFuture<?> sent) {
        try {
            sent.get();
            return true;
        } catch (ExecutionException e) {
            log.warn(
                    "order {}: event of version {} stays in the outbox: {}",
                    announcement.orderNo(),
                    announcement.version(),
                    e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ProducerRecord<String, byte[]> record(Announcement announcement) {
        return EventRecords.json(
                Topics.ORDERS,
                announcement.type(),
                announcement.orderNo() + ":" + announcement.version(),
                "/order-service",
                announcement.at(),
                announcement.orderNo(),
                announcement.event());
    }
}
