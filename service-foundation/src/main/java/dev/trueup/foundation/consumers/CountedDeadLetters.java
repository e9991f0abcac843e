package dev.trueup.foundation.consumers;

import dev.trueup.contracts.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/** Publishes to the topic's dead letters, with the cause in the record's headers, and counts what arrived there. */
class CountedDeadLetters extends DeadLetterPublishingRecoverer {
    private static final int ANY_PARTITION = -1;

    private final MeterRegistry meters;

    CountedDeadLetters(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
        super(kafka, (record, failure) -> new TopicPartition(Topics.deadLetters(record.topic()), ANY_PARTITION));
        this.meters = meters;
    }

    @Override
    public void accept(ConsumerRecord<?, ?> record, @Nullable Consumer<?, ?> consumer, Exception exception) {
        super.accept(record, consumer, exception);
        of(record.topic()).increment();
    }

    /** How many records of {@code topic}; there from the start, since an alert sees only what grows. */
    Counter of(String topic) {
        return Counter.builder("trueup.dead.letters")
                .description("Records that can never be processed, sent to their topic's dead letters")
                .tag("topic", topic)
                .register(meters);
    }
}
