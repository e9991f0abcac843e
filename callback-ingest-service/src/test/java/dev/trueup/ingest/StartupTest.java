package dev.trueup.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, for its exit code. */
class StartupTest {
    @TempDir
    private Path credentials;

    @Test
    void missingCredentialsAreOneClearLineAndAnExitCode() throws Exception {
        assertThat(output())
                .contains("Credentials cannot be used: " + credentials + ": no channel's credentials are there (")
                .contains("sandbox.json")
                .doesNotContain("\tat ");
    }

    @Test
    void badCredentialsNameTheField() throws Exception {
        Files.writeString(credentials.resolve("sandbox.json"), """
            {"merchantId":"m-1","apiKey":"very-secret","webhookSecret":"whsec_AAAA","baseUrl":"http://localhost"}
            """);
        assertThat(output())
                .contains(credentials.resolve("sandbox.json")
                        + ": webhookSecret must be whsec_ and base64 of at least 24 bytes")
                .doesNotContain("very-secret", "whsec_AAAA", "\tat ");
    }

    private String output() throws Exception {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IngestApplication.class.getName(),
                        "--server.port=0",
                        "--trueup.credentials.dir=" + credentials)
                .redirectErrorStream(true)
                .start();
        String output = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).isNotZero();
        return output;
    }
}
