package dev.trueup.foundation.topics;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.apache.kafka.common.config.TopicConfig;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.validation.annotation.Validated;

/**
 * The topics that the services make. None is made with {@code spring.kafka.admin.auto-create} false, and topics that
 * exist keep their settings.
 *
 * @param partitions of each topic, 1 to 10,000
 * @param replication of each topic, 1 to 100; -1 for the broker's default. From 3 on, {@code min.insync.replicas} is 2,
 *     so that what is acknowledged survives the loss of a broker
 * @param retention of each topic but the dead letters
 * @param deadLetterRetention of dead letters: long enough for a person to come back from a holiday
 */
@Validated
@ConfigurationProperties("trueup.topics")
public record TopicSettings(
        @DefaultValue("6") @Min(1) @Max(10_000) int partitions,
        @DefaultValue("-1") @Min(-1) @Max(100) short replication,
        @DefaultValue("7d") @DurationMin(minutes = 1) Duration retention,
        @DefaultValue("30d") @DurationMin(minutes = 1) Duration deadLetterRetention) {
    private static final int TOLERATES_A_LOSS = 3;

    /** Neither a number of replicas nor "as the broker likes". */
    @AssertTrue(message = "must be at least 1, or -1 for the broker's default")
    boolean isReplicationPossible() {
        return replication != 0;
    }

    /** A topic that keeps its records for as long as {@link #retention()}. */
    public TopicBuilder live(String name) {
        return topic(name, retention);
    }

    /** A topic of dead letters. */
    public TopicBuilder deadLetters(String name) {
        return topic(name, deadLetterRetention);
    }

    /** A topic that keeps its records for as long as it says. */
    public TopicBuilder topic(String name, Duration kept) {
        TopicBuilder topic = TopicBuilder.name(name)
                .partitions(partitions)
                .replicas(replication)
                .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis()));
        return replication >= TOLERATES_A_LOSS ? topic.config(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2") : topic;
    }
}
