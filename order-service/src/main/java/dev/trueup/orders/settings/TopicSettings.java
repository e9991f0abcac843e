package dev.trueup.orders.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The topics that this service makes where it is allowed to.
 *
 * @param partitions of each topic
 * @param replication of each topic; -1 for the broker's default
 * @param retention of each topic but the dead letters
 * @param deadLetterRetention of dead letters: long enough for a person to come back from a holiday
 */
@Validated
@ConfigurationProperties("trueup.topics")
public record TopicSettings(
        @Min(1) @Max(10_000) @DefaultValue("6") int partitions,
        @Min(-1) @Max(100) @DefaultValue("-1") short replication,
        @NotNull @DefaultValue("7d") Duration retention,
        @NotNull @DefaultValue("30d") Duration deadLetterRetention) {}
