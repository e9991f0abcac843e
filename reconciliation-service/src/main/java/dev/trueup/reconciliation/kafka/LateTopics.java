package dev.trueup.reconciliation.kafka;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes the topics once Kafka is there, should it have been away when the service started. */
@Component
class LateTopics {
    private final KafkaAdmin admin;
    private boolean done;

    LateTopics(KafkaAdmin admin, KafkaProperties properties) {
        this.admin = admin;
        this.done = !properties.getAdmin().isAutoCreate();
    }

    @Scheduled(initialDelayString = "10s", fixedDelayString = "10s")
    synchronized void make() {
        if (!done) {
            done = admin.initialize();
        }
    }
}
