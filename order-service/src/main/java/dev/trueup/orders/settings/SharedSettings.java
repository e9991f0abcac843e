package dev.trueup.orders.settings;

import dev.trueup.contracts.ClockScale;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** What all services of an installation have in common. */
@Validated
@ConfigurationProperties("trueup")
public record SharedSettings(
        @NotNull @DefaultValue Clock clock,
        @NotNull @DefaultValue Credentials credentials) {
    /**
     * Time.
     *
     * @param scale see {@link ClockScale}
     */
    public record Clock(@DefaultValue("1") double scale) {}

    /**
     * Credentials.
     *
     * @param dir where the channels' credentials lie, one file a channel
     */
    public record Credentials(@DefaultValue("credentials") Path dir) {}

    public ClockScale clockScale() {
        return new ClockScale(clock.scale());
    }
}
