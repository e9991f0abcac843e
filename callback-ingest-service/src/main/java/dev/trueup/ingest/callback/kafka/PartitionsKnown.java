package dev.trueup.ingest.callback.kafka;

import dev.trueup.contracts.Topics;
import dev.trueup.foundation.preparation.Preparation;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Has the producer ask for the topic's partitions before the first callback comes. A producer that does not know them
 * asks when it first sends, and in a burst just after the start all of it would wait longer than it may.
 */
final class PartitionsKnown implements Preparation {
    private final KafkaOperations<String, byte[]> kafka;

    PartitionsKnown(KafkaOperations<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    @Override
    public String what() {
        return "partitions of " + Topics.CALLBACKS;
    }

    @Override
    public void prepare() {
        if (kafka.partitionsFor(Topics.CALLBACKS).isEmpty()) {
            throw new IllegalStateException("Kafka does not have the topic yet");
        }
    }
}
