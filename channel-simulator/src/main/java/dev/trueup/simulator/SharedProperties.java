package dev.trueup.simulator;

import dev.trueup.contracts.ClockScale;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Settings that several services of Trueup know by the same name. */
final class SharedProperties {
    private SharedProperties() {}

    /**
     * Where the channels' credentials are.
     *
     * @param dir a directory with a file for each channel
     */
    @Validated
    @ConfigurationProperties("trueup.credentials")
    record Credentials(@DefaultValue("credentials") @NotNull Path dir) {}

    /**
     * How time runs.
     *
     * @param scale how many times faster than the wall clock delays and schedules run, at least 1
     */
    @ConfigurationProperties("trueup.clock")
    record Clock(@DefaultValue("1") double scale) {
        ClockScale clockScale() {
            return new ClockScale(scale);
        }
    }
}
