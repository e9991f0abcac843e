package dev.trueup.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trueup.channels.UnusableCredentialsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxCredentialsFileTest {
    private static final String GOOD = """
        {"merchantId":"m-1","apiKey":"secret-key","webhookSecret":"whsec_dHdlbnR5LWZvdXIgYnl0ZXMgc2VjcmV0",\
        "baseUrl":"http://127.0.0.1:1237/sandbox"}\
        """;

    @TempDir
    private Path directory;

    @Test
    void readsWhatThePortalHandsOut() throws Exception {
        write(GOOD.replace("{", "{\"note\":\"unknown fields are tolerated\","));

        assertThat(SandboxCredentialsFile.read(directory))
                .isEqualTo(new SandboxCredentials(
                        "m-1",
                        "secret-key",
                        "whsec_dHdlbnR5LWZvdXIgYnl0ZXMgc2VjcmV0",
                        URI.create("http://127.0.0.1:1237/sandbox")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "merchantId":"m-1",                     | ``                            | merchantId is missing or not what it should be
        "m-1"                                   | " "                           | merchantId must not be empty
        "m-1"                                   | {"a":1}                       | merchantId is missing or not what it should be
        "secret-key"                            | null                          | apiKey is missing or not what it should be
        "secret-key"                            | "secret\\r\\nX-Evil: 1"       | apiKey must be visible ASCII characters
        "secret-key"                            | 123                           | apiKey is missing or not what it should be
        whsec_                                  | whpk_                         | webhookSecret must start with whsec_
        dHdlbnR5LWZvdXIgYnl0ZXMgc2VjcmV0         | dHdl                          | webhookSecret must be whsec_ and base64 of at least 24 bytes
        dHdlbnR5LWZvdXIgYnl0ZXMgc2VjcmV0         | ????                          | webhookSecret must be whsec_ and base64 of at least 24 bytes
        http://127.0.0.1:1237/sandbox           | /sandbox                      | baseUrl must be an http or https URL without a trailing slash
        http://127.0.0.1:1237/sandbox           | ftp://127.0.0.1/sandbox       | baseUrl must be an http or https URL without a trailing slash
        http://127.0.0.1:1237/sandbox           | http://127.0.0.1/sandbox/     | baseUrl must be an http or https URL without a trailing slash
        http://127.0.0.1:1237/sandbox           | http:nowhere                  | baseUrl must be an http or https URL without a trailing slash
        http://127.0.0.1:1237/sandbox           | http://a b/                   | baseUrl is missing or not what it should be
        sandbox"}                               | sandbox"                      | not JSON (line 1, column
        sandbox"}                               | sandbox"}}                    | not JSON (line 1, column
        """)
    void namesTheFileAndTheFieldAndNoSecret(String good, String bad, String complaint) throws Exception {
        write(GOOD.replace(good, bad));

        assertThatThrownBy(() -> SandboxCredentialsFile.read(directory))
                .isInstanceOf(UnusableCredentialsException.class)
                .hasMessageStartingWith(directory.resolve("sandbox.json") + ": " + complaint)
                .hasMessageNotContainingAny("secret-key", "dHdl", "\n");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> SandboxCredentialsFile.read(directory))
                .isInstanceOf(UnusableCredentialsException.class)
                .hasMessage(directory.resolve("sandbox.json") + ": there is no such file");
    }

    @Test
    void neitherADirectoryNorAHugeFileIsReadWhole() throws Exception {
        write(GOOD + " ".repeat(64 * 1024));
        assertThatThrownBy(() -> SandboxCredentialsFile.read(directory))
                .isInstanceOf(UnusableCredentialsException.class)
                .hasMessageContaining("larger than 65536 bytes");

        Path file = directory.resolve("sandbox.json");
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> SandboxCredentialsFile.read(directory))
                .isInstanceOf(UnusableCredentialsException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void anArrayIsNotCredentials() throws Exception {
        for (String none : new String[] {"[1]", "null"}) {
            write(none);
            assertThatThrownBy(() -> SandboxCredentialsFile.read(directory))
                    .isInstanceOf(UnusableCredentialsException.class)
                    .hasMessageEndingWith(": not the JSON object it should be");
        }
    }

    @Test
    void theirTextFormKeepsTheSecrets() throws Exception {
        write(GOOD);
        assertThat(SandboxCredentialsFile.read(directory).toString())
                .contains("m-1")
                .doesNotContain("secret-key", "dHdl");
    }

    private void write(String json) throws IOException {
        Files.writeString(directory.resolve("sandbox.json"), json);
    }
}
