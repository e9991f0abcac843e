package dev.trueup.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Neither MongoDB nor Kafka nor Trueup nor credentials: one command is enough to test a payment system by it. */
class AloneTest {
    @TempDir
    private Path directory;

    @Test
    void aPaymentIsMadePaidAndCalledBackWithNothingBesideTheSimulator() throws Exception {
        Path credentials = directory.resolve("credentials");
        assertThat(Alone.isMeant(new String[] {"alone", "--server.port=0"})).isTrue();
        try (ConfigurableApplicationContext context = SimulatorApplication.alone()
                .run(
                        "--server.port=0",
                        "--trueup.credentials.dir=" + credentials,
                        "--spring.kafka.bootstrap-servers=127.0.0.1:9",
                        "--trueup.clock.scale=1000")) {
            URI base =
                    URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
            JsonNode merchant = get(base, "/simulator/credentials/sandbox");
            assertThat(Files.readString(credentials.resolve("sandbox.json")))
                    .contains(merchant.path("merchantId").asString());

            String order = """
                {"merchantId": "%s", "orderNo": "order1", "amount": 100, "currency": "CNY",
                 "notifyUrl": "%s/nobody", "expiresAt": "2099-01-01T00:00:00Z"}\
                """.formatted(merchant.path("merchantId").asString(), base);
            HttpRequest create = HttpRequest.newBuilder(base.resolve("/sandbox/payments"))
                    .header("Authorization", "Bearer " + merchant.path("apiKey").asString())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(order))
                    .build();
            assertThat(send(create).path("orderNo").asString()).isEqualTo("order1");

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonNode entry = get(base, "/simulator/ledger/order1");
                assertThat(entry.path("charged").asLong()).isEqualTo(100);
                assertThat(entry.path("callbacks").path("sent").asLong()).isPositive();
            });
            assertThat(get(base, "/actuator/health").path("status").asString()).isEqualTo("UP");
        }
    }

    private static JsonNode get(URI base, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).build());
    }

    private static JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JsonMapper.shared()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }
}
