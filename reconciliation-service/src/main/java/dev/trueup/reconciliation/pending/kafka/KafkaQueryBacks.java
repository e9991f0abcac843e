package dev.trueup.reconciliation.pending.kafka;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.QueryBack;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.reconciliation.pending.Emission;
import dev.trueup.reconciliation.pending.QueryBacks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Query-backs as events on their topic. */
@Component
class KafkaQueryBacks implements QueryBacks {
    private static final Logger log = LoggerFactory.getLogger(KafkaQueryBacks.class);
    private static final String SOURCE = "/reconciliation-service";

    /** A little more than the producer's own {@code delivery.timeout.ms}, which normally ends the wait. */
    private static final int LONGEST_WAIT_SECONDS = 12;

    private static final Duration[] DELAYS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private final KafkaTemplate<String, byte[]> kafka;
    private final MeterRegistry meters;

    KafkaQueryBacks(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    @Override
    public Set<String> publish(List<Emission> emissions) {
        Map<Emission, CompletableFuture<?>> sent = new LinkedHashMap<>();
        for (Emission emission : emissions) {
            CompletableFuture<?> sending = send(emission);
            sent.put(emission, sending);
            if (sending.isCompletedExceptionally()) {
                break; // a send that fails has blocked for max.block.ms, and each of the others would again
            }
        }
        await(sent.values().toArray(CompletableFuture[]::new));
        Set<String> durable = new HashSet<>();
        sent.forEach((emission, sending) -> {
            if (sending.isDone() && !sending.isCompletedExceptionally()) {
                durable.add(emission.queryBack().orderNo());
                count(emission);
            }
        });
        return durable;
    }

    private CompletableFuture<?> send(Emission emission) {
        try {
            return kafka.send(record(emission));
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static ProducerRecord<String, byte[]> record(Emission emission) {
        QueryBack queryBack = emission.queryBack();
        return EventRecords.json(
                Topics.QUERY_BACKS,
                EventType.QUERY_BACK_REQUESTED,
                emission.id(),
                SOURCE,
                emission.at(),
                queryBack.orderNo(),
                queryBack);
    }

    private static void await(CompletableFuture<?>... sent) {
        try {
            CompletableFuture.allOf(sent).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            log.warn("query-backs not acknowledged by Kafka, they are due again soon: {}", rootCause(e));
        } catch (TimeoutException e) {
            log.warn("query-backs not acknowledged by Kafka in {} s, they are due again soon", LONGEST_WAIT_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what is durable by now counts, and the caller is on his way out
        }
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    private void count(Emission emission) {
        QueryBack queryBack = emission.queryBack();
        Timer.builder("trueup.queryback.delay")
                .description("From when an order was to be asked about to the emission of its query-back")
                .tag("channel", queryBack.channel())
                .serviceLevelObjectives(DELAYS)
                .register(meters)
                .record(Duration.between(emission.dueAt(), emission.at()));
        meters.counter("trueup.queryback.emitted", "channel", queryBack.channel(), "reason", queryBack.reason())
                .increment();
    }
}
