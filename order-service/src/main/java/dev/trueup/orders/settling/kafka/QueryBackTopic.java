package dev.trueup.orders.settling.kafka;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.QueryBack;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.foundation.tracing.OrderTraces;
import dev.trueup.orders.settling.QuestionsAtOnce;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Urgent questions take the way of all questions, the topic of query-backs: it keeps them, and the channel's bulkhead
 * holds there as well.
 */
@Component
class QueryBackTopic implements QuestionsAtOnce {
    /**
     * Behind each stands an errand of its order, which asks again until the channel has answered. What waited for longer
     * would only add to a backlog.
     */
    private static final Duration WORTH_ASKING = Duration.ofMinutes(2);

    private final KafkaTemplate<String, byte[]> kafka;
    private final InstantSource clock;
    private final OrderTraces traces;

    QueryBackTopic(KafkaTemplate<String, byte[]> kafka, InstantSource clock, OrderTraces traces) {
        this.kafka = kafka;
        this.clock = clock;
        this.traces = traces;
    }

    @Override
    public void ask(Collection<Question> questions) {
        Instant now = clock.instant();
        List<CompletableFuture<?>> sent = questions.stream()
                .<CompletableFuture<?>>map(question ->
                        traces.of(question.orderNo(), "ask at once", () -> kafka.send(record(question, now))))
                .toList();
        sent.forEach(CompletableFuture::join);
    }

    private static ProducerRecord<String, byte[]> record(Question question, Instant now) {
        return EventRecords.json(
                Topics.QUERY_BACKS,
                EventType.QUERY_BACK_REQUESTED,
                question.orderNo() + ":" + question.cause(),
                "/order-service",
                now,
                question.orderNo(),
                new QueryBack(question.orderNo(), question.channel(), 0, question.reason(), now.plus(WORTH_ASKING)));
    }
}
