package dev.trueup.ingest.settings;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the topic of rejected callbacks has beside the settings that all topics share.
 *
 * @param rejectedRetention how long they are kept; they are worth little after the next query
 * @param rejectedRetentionSize of each partition, since strangers fill it
 */
@Validated
@ConfigurationProperties("trueup.topics")
public record RejectedTopicSettings(
        @DefaultValue("1d") @DurationMin(minutes = 1) Duration rejectedRetention,
        @DefaultValue("256MB") DataSize rejectedRetentionSize) {}
