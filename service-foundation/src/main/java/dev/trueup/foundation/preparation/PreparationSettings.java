package dev.trueup.foundation.preparation;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How neighbours that are away at start are waited for.
 *
 * @param patience how long the start itself waits; after that the service starts, and is not ready
 * @param retry the pause between two tries
 */
@Validated
@ConfigurationProperties("trueup.preparation")
public record PreparationSettings(
        @DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration patience,

        @DefaultValue("2s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration retry) {}
