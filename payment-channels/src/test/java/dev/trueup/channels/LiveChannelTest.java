package dev.trueup.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.stripe.StripeChannel;
import dev.trueup.channels.stripe.StripeNoticeSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials that change while they are in use, at a channel that is one of many. */
class LiveChannelTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final byte[] BODY = "{}".getBytes(UTF_8);
    private static final String OLD = "whsec_0123456789abcdef";
    private static final String NEW = "whsec_fedcba9876543210";
    private static final String GOOD = """
            {"apiKey":"sk_test_abc","webhookSecret":"%s","apiVersion":"2026-07-29.dahlia",\
            "baseUrl":"https://api.stripe.com"}""";

    @TempDir
    private Path directory;

    private LiveChannel live;

    @BeforeEach
    void open() throws IOException {
        write(GOOD.formatted(OLD));
        live = new LiveChannel(new StripeChannel(), directory);
    }

    @Test
    void whatWasMadeBeforeFollowsTheFile() throws IOException {
        CallbackProtocol callbacks = live.callbacks();
        assertThat(believes(callbacks, OLD)).isTrue();

        write(GOOD.formatted(NEW));
        assertThat(believes(callbacks, OLD)).isTrue();
        assertThat(live.look()).isEqualTo(LiveChannel.Look.TAKEN);
        assertThat(believes(callbacks, OLD)).isFalse();
        assertThat(believes(callbacks, NEW)).isTrue();
        assertThat(live.look()).isEqualTo(LiveChannel.Look.UNCHANGED);
    }

    @Test
    void whatCannotBeUsedIsRefusedOnceAndTheOldStays() throws IOException {
        CallbackProtocol callbacks = live.callbacks();
        write(GOOD.formatted("nonsense"));
        assertThat(live.look()).isEqualTo(LiveChannel.Look.REFUSED);
        assertThat(live.problem()).contains("stripe.json: webhookSecret must").doesNotContain("nonsense", "\n");
        assertThat(live.look()).isEqualTo(LiveChannel.Look.UNCHANGED);
        assertThat(believes(callbacks, OLD)).isTrue();

        Files.delete(directory.resolve("stripe.json"));
        assertThat(live.look()).isEqualTo(LiveChannel.Look.REFUSED);
        assertThat(live.look()).isEqualTo(LiveChannel.Look.UNCHANGED);
        assertThat(live.problem()).endsWith("there is no such file");

        write(GOOD.formatted(NEW));
        assertThat(live.look()).isEqualTo(LiveChannel.Look.TAKEN);
        assertThat(live.problem()).isNull();
        assertThat(believes(callbacks, NEW)).isTrue();
    }

    @Test
    void anotherMerchantTakesARestart() throws IOException {
        write(GOOD.formatted(NEW).replace("sk_test", "sk_live"));
        assertThat(live.look()).isEqualTo(LiveChannel.Look.REFUSED);
        assertThat(live.problem()).contains("another merchant");
        assertThat(live.merchantId()).isEqualTo("test");
    }

    @Test
    void aClientFollowsTheFileToo() throws IOException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            ChannelClient client =
                    live.client(URI.create("http://127.0.0.1:9"), new HttpExchange(http, Duration.ofSeconds(1), 1024));
            assertThat(client.merchantId()).isEqualTo("test");
            write(GOOD.formatted(NEW));
            assertThat(live.look()).isEqualTo(LiveChannel.Look.TAKEN);
            assertThat(client.channel()).isEqualTo("stripe");
        }
    }

    @Test
    void saysWhatExpires() throws IOException {
        assertThat(live.expiries()).isEmpty();
        write(expiring("{\"apiKey\":\"2027-01-31T00:00:00Z\"}"));
        assertThat(live.look()).isEqualTo(LiveChannel.Look.TAKEN);
        assertThat(live.expiries()).containsOnly(Map.entry("apiKey", Instant.parse("2027-01-31T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"apiKey":"soon"}                     | expires.apiKey must be an instant
            {"apiKey":1}                          | expires.apiKey must be an instant
            {"apikey":"2027-01-31T00:00:00Z"}     | expires.apikey names no field of this file
            []                                    | expires must be an object
            """)
    void anExpiryThatSaysNothingIsRefused(String expires, String complaint) throws IOException {
        write(expiring(expires));
        assertThatThrownBy(() -> new LiveChannel(new StripeChannel(), directory))
                .isInstanceOf(UnusableCredentialsException.class)
                .hasMessageContaining(complaint);
    }

    private static String expiring(String expires) {
        return GOOD.formatted(OLD).replace("\"baseUrl\"", "\"expires\":" + expires + ",\"baseUrl\"");
    }

    private static boolean believes(CallbackProtocol callbacks, String secret) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        new StripeNoticeSigner(List.of(secret))
                .headers(NOW, BODY)
                .forEach((name, value) -> headers.put(name, List.of(value)));
        return callbacks.verify(new ReceivedCallback(headers, BODY), NOW) instanceof Verification.Verified;
    }

    private void write(String json) throws IOException {
        Files.writeString(directory.resolve("stripe.json"), json);
    }
}
