package dev.trueup.reconciliation.kafka;

import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.stereotype.Component;

/** Where records go that can never be processed: their topic's dead-letter topic, with the cause in their headers. */
@Component
public class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int ANY_PARTITION = -1;

    private final DeadLetterPublishingRecoverer publisher;

    DeadLetters(KafkaTemplate<String, byte[]> kafka) {
        this.publisher = new DeadLetterPublishingRecoverer(
                kafka, (record, cause) -> new TopicPartition(Topics.deadLetters(record.topic()), ANY_PARTITION));
    }

    /**
     * Publishes a record and waits, a bounded time, for the acknowledgement.
     *
     * @throws org.springframework.kafka.KafkaException if there is none
     */
    public void publish(ConsumerRecord<String, byte[]> record, UnreadableEventException cause) {
        log.warn(
                "order {}: record {}-{}@{} goes to the dead letters: {}",
                record.key(),
                record.topic(),
                record.partition(),
                record.offset(),
                cause.getMessage());
        publisher.accept(record, cause);
    }
}
