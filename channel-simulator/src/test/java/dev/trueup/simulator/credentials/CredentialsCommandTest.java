package dev.trueup.simulator.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void makesCredentialsThatOnlyTheOwnerReads() throws IOException {
        Path target = directory.resolve("new/one");
        assertThat(run(target.toString(), "--base-url=https://channels.example:1237/"))
                .isZero();
        SandboxCredentials made = SandboxCredentialsFile.read(target);
        assertThat(made.baseUrl()).hasToString("https://channels.example:1237/sandbox");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("sandbox.json"))))
                .isEqualTo("rw-------");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("sandbox.json")
                .doesNotContain(made.apiKey())
                .doesNotContain(made.webhookSecret());
    }

    @Test
    void secretsAreNeverTheSame() throws IOException {
        CredentialsMaker.make(directory.resolve("a"), CredentialsMaker.DEFAULT_BASE_URL);
        CredentialsMaker.make(directory.resolve("b"), CredentialsMaker.DEFAULT_BASE_URL);
        SandboxCredentials one = SandboxCredentialsFile.read(directory.resolve("a"));
        SandboxCredentials other = SandboxCredentialsFile.read(directory.resolve("b"));
        assertThat(one.webhookSecret()).isNotEqualTo(other.webhookSecret());
        assertThat(one.apiKey()).isNotEqualTo(other.apiKey());
        assertThat(one.baseUrl()).hasToString("http://localhost:1237/sandbox");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path file = directory.resolve("sandbox.json");
        Files.writeString(file, "mine");
        assertThat(run(directory.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("sandbox.json exists already");
        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("a", "b")).isEqualTo(2);
        assertThat(run("a", "--colour=red")).isEqualTo(2);
        assertThat(run("a", "--base-url=nowhere")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("usage: credentials DIR")
                .contains("nowhere");
    }

    private int run(String... arguments) {
        return CredentialsCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
