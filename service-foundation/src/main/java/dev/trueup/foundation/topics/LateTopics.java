package dev.trueup.foundation.topics;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;

/** Makes the topics once Kafka is there; at start it may not be yet, and that must not keep a service from starting. */
class LateTopics {
    private final KafkaAdmin admin;
    private boolean done;

    LateTopics(KafkaAdmin admin, KafkaProperties properties) {
        this.admin = admin;
        this.done = !properties.getAdmin().isAutoCreate();
    }

    /** Tries until it worked once. */
    @Scheduled(initialDelayString = "${trueup.topics.retry:10s}", fixedDelayString = "${trueup.topics.retry:10s}")
    synchronized void make() {
        if (!done) {
            done = admin.initialize();
        }
    }
}
