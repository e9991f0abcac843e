package dev.trueup.ingest.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The topics that this service makes where it is allowed to; topics that exist keep their settings.
 *
 * @param partitions of each topic
 * @param replication of each topic; -1 for the broker's default
 * @param retention of the verified callbacks
 * @param rejectedRetention of the rejected ones, which are worth little after the next query
 * @param rejectedRetentionSize of each partition of the rejected ones, since strangers fill it
 */
@Validated
@ConfigurationProperties("trueup.topics")
public record TopicSettings(
        @Min(1) @Max(10_000) @DefaultValue("6") int partitions,
        @Min(-1) @Max(100) @DefaultValue("-1") short replication,
        @NotNull @DefaultValue("7d") Duration retention,
        @NotNull @DefaultValue("1d") Duration rejectedRetention,
        @NotNull @DefaultValue("256MB") DataSize rejectedRetentionSize) {}
