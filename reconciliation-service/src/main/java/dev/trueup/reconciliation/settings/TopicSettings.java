package dev.trueup.reconciliation.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The topics that this service makes. Not made at all with {@code spring.kafka.admin.auto-create} false.
 *
 * @param partitions of each topic; default 6
 * @param replication of each topic; default the broker's. From 3 on, {@code min.insync.replicas} is 2
 * @param retention how long records are kept; default 7 days. The same for all services' topics
 */
@Validated
@ConfigurationProperties("trueup.topics")
public record TopicSettings(
        @DefaultValue("6") @Min(1) @Max(1000) int partitions,
        @Nullable @Min(1) @Max(7) Short replication,
        @DefaultValue("7d") @DurationMin(minutes = 1) Duration retention) {}
