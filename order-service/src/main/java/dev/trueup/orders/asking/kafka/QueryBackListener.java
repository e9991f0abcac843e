package dev.trueup.orders.asking.kafka;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.QueryBack;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.contracts.kafka.UnreadableEventException;
import dev.trueup.foundation.tracing.OrderTraces;
import dev.trueup.orders.asking.Asking;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * The query-backs of one channel. Each channel has a consumer group of its own on the whole topic, so that one whose
 * calls time out keeps only its own orders waiting. A batch's offsets are committed after its answers are settled and
 * its outcomes published.
 */
class QueryBackListener implements BatchMessageListener<String, byte[]> {
    private final String channel;
    private final boolean buriesUnreadable;
    private final Asking asking;
    private final KafkaTemplate<String, byte[]> kafka;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final OrderTraces traces;

    /**
     * Listens for {@code channel}.
     *
     * @param buriesUnreadable whether this one, of all channels' listeners, sends unreadable records to the dead letters
     */
    QueryBackListener(
            String channel,
            boolean buriesUnreadable,
            Asking asking,
            KafkaTemplate<String, byte[]> kafka,
            InstantSource clock,
            MeterRegistry meters,
            OrderTraces traces) {
        this.channel = channel;
        this.buriesUnreadable = buriesUnreadable;
        this.asking = asking;
        this.kafka = kafka;
        this.clock = clock;
        this.meters = meters;
        this.traces = traces;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        List<QueryBack> ours = new ArrayList<>();
        List<ConsumerRecord<String, byte[]>> ourRecords = new ArrayList<>();
        BatchListenerFailedException unreadable = null;
        for (int index = 0; index < records.size() && unreadable == null; index++) {
            try {
                QueryBack queryBack = EventRecords.value(records.get(index), QueryBack.class);
                if (queryBack.channel().equals(channel)) {
                    ours.add(queryBack);
                    ourRecords.add(records.get(index));
                }
            } catch (UnreadableEventException e) {
                if (buriesUnreadable) {
                    unreadable = new BatchListenerFailedException("query-back cannot be read", e, index);
                }
            }
        }
        traces.following(ourRecords, () -> publish(asking.ask(ours)));
        if (unreadable != null) {
            throw unreadable;
        }
    }

    private void publish(List<QueryOutcome> outcomes) {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (QueryOutcome outcome : outcomes) {
            sent.add(traces.of(outcome.orderNo(), "tell outcome", () -> kafka.send(record(outcome))));
        }
        sent.forEach(CompletableFuture::join);
        outcomes.forEach(outcome -> meters.counter(
                        "trueup.query.outcomes",
                        "channel",
                        channel,
                        "outcome",
                        outcome.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .increment());
    }

    private ProducerRecord<String, byte[]> record(QueryOutcome outcome) {
        return EventRecords.json(
                Topics.QUERY_OUTCOMES,
                EventType.QUERY_OUTCOME,
                outcome.orderNo() + ":" + outcome.attempt() + ":" + clock.millis(),
                "/order-service",
                clock.instant(),
                outcome.orderNo(),
                outcome);
    }
}
