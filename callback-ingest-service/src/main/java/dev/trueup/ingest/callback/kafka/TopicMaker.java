package dev.trueup.ingest.callback.kafka;

import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;

/** Makes the topics once Kafka is there; at start it may not be yet, and that must not keep the service from starting. */
class TopicMaker {
    private final KafkaAdmin admin;
    private boolean made;

    TopicMaker(KafkaAdmin admin) {
        this.admin = admin;
    }

    /** Tries until it worked once. */
    @Scheduled(initialDelayString = "${trueup.topics.retry:10s}", fixedDelayString = "${trueup.topics.retry:10s}")
    void make() {
        if (!made) {
            made = admin.initialize();
        }
    }
}
