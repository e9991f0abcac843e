package dev.trueup.foundation.credentials;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The channels' credentials.
 *
 * @param dir where they lie, one file a channel
 */
@Validated
@ConfigurationProperties("trueup.credentials")
public record CredentialSettings(
        @NotNull @DefaultValue("credentials") Path dir) {}
