package dev.trueup.reconciliation.kafka;

import dev.trueup.contracts.kafka.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.stereotype.Component;

/** Where records go that can never be processed: their topic's dead-letter topic, with the cause in their headers. */
@Component
public class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final DeadLetterPublishingRecoverer publisher;

    DeadLetters(DeadLetterPublishingRecoverer publisher) {
        this.publisher = publisher;
    }

    /**
     * Publishes a record and waits, a bounded time, for the acknowledgement.
     *
     * @throws org.springframework.kafka.KafkaException if there is none
     */
    public void publish(ConsumerRecord<String, byte[]> record, UnreadableEventException cause) {
        // its key is not told either: whoever wrote what cannot be read may have put anything there
        log.warn(
                "record {}-{}@{} goes to the dead letters: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                cause.getMessage());
        publisher.accept(record, cause);
    }
}
