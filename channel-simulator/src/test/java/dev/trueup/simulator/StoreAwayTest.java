package dev.trueup.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.embedded.EmbeddedMongo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A store of its own, since it is away at first. */
class StoreAwayTest {
    @Test
    void startsWithoutItsStoreAndIsReadyWhenThatComes() throws Exception {
        EmbeddedMongo before = EmbeddedMongo.start(0);
        before.close();
        try (HttpClient http = HttpClient.newHttpClient();
                ConfigurableApplicationContext simulator = SimulatorApplication.application()
                        .run(
                                "--server.port=0",
                                "--spring.mongodb.uri=" + before.connectionString() + "/?serverSelectionTimeoutMS=200",
                                "--trueup.credentials.dir=" + TestCredentials.DIRECTORY,
                                "--trueup.simulator.order-service-url=http://127.0.0.1:9",
                                "--trueup.preparation.patience=100ms",
                                "--trueup.preparation.retry=100ms",
                                // the embedded store does not answer what that health asks
                                "--management.health.mongodb.enabled=false",
                                "--management.endpoint.health.validate-group-membership=false")) {
            String base = "http://localhost:" + simulator.getEnvironment().getRequiredProperty("local.server.port");
            assertThat(status(http, base + "/actuator/health/liveness")).isEqualTo(200);
            assertThat(status(http, base + "/actuator/health/readiness")).isEqualTo(503);

            try (EmbeddedMongo store = EmbeddedMongo.start(before.port())) {
                assertThat(store.port()).isEqualTo(before.port());
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(status(http, base + "/actuator/health/readiness"))
                                .isEqualTo(200));
                assertThat(status(http, base + "/simulator/plan")).isEqualTo(200);
            }
        }
    }

    private static int status(HttpClient http, String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
