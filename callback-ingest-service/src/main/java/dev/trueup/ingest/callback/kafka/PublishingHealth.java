package dev.trueup.ingest.callback.kafka;

import dev.trueup.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether callbacks can be kept: the last one was, just now, or else Kafka knows the topic. Part of readiness only,
 * since a restart of this service would not bring Kafka back.
 */
final class PublishingHealth implements HealthIndicator, AutoCloseable {
    private static final Duration RECENTLY = Duration.ofSeconds(10);
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KafkaCallbackJournal journal;
    private final Supplier<Admin> connecting;
    private final InstantSource clock;
    private @Nullable Admin admin;
    private Health last = Health.unknown().build();
    private Instant lastAsked = Instant.MIN;

    /** Connects when first asked, since at start Kafka's name may not even resolve. */
    PublishingHealth(KafkaCallbackJournal journal, Supplier<Admin> connecting, InstantSource clock) {
        this.journal = journal;
        this.connecting = connecting;
        this.clock = clock;
    }

    /** Asks Kafka at most once a second, however many want to know. */
    @Override
    public synchronized Health health() {
        if (journal.hasKeptWithin(RECENTLY)) {
            return Health.up().build();
        }
        Instant now = clock.instant();
        if (lastAsked.isBefore(now.minus(REMEMBERED))) {
            last = ask();
            lastAsked = clock.instant();
        }
        return last;
    }

    private Health ask() {
        try {
            if (admin == null) {
                admin = connecting.get();
            }
            admin.describeTopics(
                            List.of(Topics.CALLBACKS), new DescribeTopicsOptions().timeoutMs((int) PATIENCE.toMillis()))
                    .allTopicNames()
                    .get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Health.up().build();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return Health.down(e).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.down(e).build();
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(PATIENCE);
        }
    }
}
