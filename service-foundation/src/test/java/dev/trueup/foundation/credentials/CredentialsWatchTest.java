package dev.trueup.foundation.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.LiveChannel;
import dev.trueup.channels.PaymentChannels;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CredentialsWatchTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final String GOOD = """
            {"merchantId":"m-1","apiKey":"secret-key","webhookSecret":"whsec_dHdlbnR5LWZvdXIgYnl0ZXMgc2VjcmV0",\
            "expires":{"apiKey":"2027-01-11T00:00:00Z"},"baseUrl":"http://127.0.0.1:1237/sandbox"}""";

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private List<LiveChannel> channels;
    private CredentialsWatch watch;

    @BeforeEach
    void open() throws IOException {
        write(GOOD);
        channels = PaymentChannels.on(directory);
        watch = new CredentialsWatch(
                channels,
                new CredentialSettings(directory, Duration.ofSeconds(30), Duration.ofDays(30)),
                InstantSource.fixed(NOW),
                meters);
    }

    @Test
    void warnsOnceADayOfWhatExpiresAndAlwaysMeasuresIt(CapturedOutput log) {
        watch.look();
        watch.look();
        assertThat(log.toString()).containsOnlyOnce("channel sandbox: apiKey expires at 2027-01-11T00:00:00Z");
        assertThat(meters.get("trueup.credentials.expires")
                        .tags("channel", "sandbox", "credential", "apiKey")
                        .gauge()
                        .value())
                .isEqualTo(10.0 * 86_400);
    }

    @Test
    void aFileThatCannotBeUsedIsSaidOnceInOneLineAndMeasured(CapturedOutput log) throws IOException {
        watch.look();
        assertThat(refused()).isZero();
        write(GOOD.replace("secret-key", ""));
        watch.look();
        watch.look();
        assertThat(log.toString())
                .containsOnlyOnce("channel sandbox: the credentials in use stay, since "
                        + directory.resolve("sandbox.json") + ": apiKey must not be empty");
        assertThat(refused()).isEqualTo(1);
        assertThat(new CredentialsHealth(channels, InstantSource.fixed(NOW))
                        .health()
                        .getDetails()
                        .get("sandbox"))
                .asString()
                .contains("apiKey must not be empty", "expires 2027-01-11T00:00:00Z")
                .doesNotContain("secret-key");

        write(GOOD.replace("secret-key", "another-key"));
        watch.look();
        assertThat(refused()).isZero();
        assertThat(log.toString())
                .contains("channel sandbox: other credentials are in use from now on")
                .doesNotContain("another-key");
    }

    private double refused() {
        return meters.get("trueup.credentials.refused")
                .tag("channel", "sandbox")
                .gauge()
                .value();
    }

    private void write(String json) throws IOException {
        Files.writeString(directory.resolve("sandbox.json"), json);
    }
}
