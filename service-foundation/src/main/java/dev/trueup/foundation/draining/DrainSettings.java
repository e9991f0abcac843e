package dev.trueup.foundation.draining;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a service leaves.
 *
 * @param drain how long it serves on after it was told to stop and is no longer ready: as long as whoever sends it
 *     requests needs to see that. Zero where a {@code preStop} hook or the load balancer itself waits, or nobody balances
 */
@Validated
@ConfigurationProperties("trueup.shutdown")
public record DrainSettings(
        @DefaultValue("0s") @DurationMin @DurationMax(minutes = 1)
        Duration drain) {}
