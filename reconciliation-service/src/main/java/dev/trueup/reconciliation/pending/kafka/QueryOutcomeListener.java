package dev.trueup.reconciliation.pending.kafka;

import static dev.trueup.reconciliation.pending.kafka.ReadRecords.require;

import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.reconciliation.kafka.DeadLetters;
import dev.trueup.reconciliation.pending.PendingOrderBook;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Learns what became of query-backs. Offsets are committed once the store has a batch. */
@Component
class QueryOutcomeListener {
    private final PendingOrderBook book;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    QueryOutcomeListener(PendingOrderBook book, DeadLetters deadLetters, MeterRegistry meters) {
        this.book = book;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    @KafkaListener(id = "query-outcomes", idIsGroup = false, topics = Topics.QUERY_OUTCOMES)
    void on(List<ConsumerRecord<String, byte[]>> batch) {
        ReadRecords.of(batch, QueryOutcomeListener::read).apply(this::takeUp, deadLetters);
    }

    private void takeUp(List<QueryOutcome> outcomes) {
        book.queryOutcomes(outcomes);
        outcomes.forEach(outcome -> meters.counter(
                        "trueup.queryback.outcomes",
                        "channel",
                        outcome.channel(),
                        "outcome",
                        outcome.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .increment());
    }

    private static QueryOutcome read(ConsumerRecord<String, byte[]> record) {
        QueryOutcome outcome = EventRecords.value(record, QueryOutcome.class);
        require("orderNo", outcome.orderNo());
        require("channel", outcome.channel());
        require("outcome", outcome.outcome());
        return outcome;
    }
}
