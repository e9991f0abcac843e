package dev.trueup.foundation.time;

import dev.trueup.contracts.ClockScale;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How fast time goes.
 *
 * @param scale how many times faster than the wall clock delays and schedules run, at least 1
 */
@Validated
@ConfigurationProperties("trueup.clock")
public record ClockSettings(@DefaultValue("1") @Min(1) double scale) {
    public ClockScale clockScale() {
        return new ClockScale(scale);
    }
}
