package dev.trueup.foundation.credentials;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The channels' credentials.
 *
 * @param dir where they lie, one file a channel
 * @param lookEvery how often the files are looked at; what they say then is used without a restart, 100 ms to 1 h
 * @param warnBefore how long before something expires the log warns of it, up to 365 days
 */
@Validated
@ConfigurationProperties("trueup.credentials")
public record CredentialSettings(
        @NotNull @DefaultValue("credentials") Path dir,

        @NotNull @DefaultValue("30s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration lookEvery,

        @NotNull @DefaultValue("30d") @DurationMin @DurationMax(days = 365)
        Duration warnBefore) {}
