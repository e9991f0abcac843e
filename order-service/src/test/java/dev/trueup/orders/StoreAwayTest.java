package dev.trueup.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.embedded.EmbeddedMongo;
import dev.trueup.orders.RunningOrderService.Answer;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A store of its own, since it is away at first. */
@WithServers
class StoreAwayTest {
    @Test
    void startsWithoutItsStoreAndIsReadyWhenThatComes(TestServers servers) {
        EmbeddedMongo before = EmbeddedMongo.start(0);
        before.close();
        try (ConfigurableApplicationContext service = OrderServiceApplication.application()
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + servers.kafkaBootstrapServers(),
                        "--spring.mongodb.uri=" + before.connectionString() + "/?serverSelectionTimeoutMS=200",
                        "--trueup.credentials.dir=src/test/resources/credentials",
                        "--trueup.preparation.patience=100ms",
                        "--trueup.preparation.retry=100ms",
                        // the embedded store does not answer what that health asks
                        "--management.health.mongodb.enabled=false",
                        "--management.endpoint.health.validate-group-membership=false")) {
            String base = "http://localhost:" + service.getEnvironment().getRequiredProperty("local.server.port");
            assertThat(get(base + "/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(get(base + "/actuator/health/readiness").status()).isEqualTo(503);
            Answer refused = create(base);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().at("/code").stringValue("")).isNotEqualTo("0000");

            try (EmbeddedMongo store = EmbeddedMongo.start(before.port())) {
                assertThat(store.port()).isEqualTo(before.port());
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(
                                        get(base + "/actuator/health/readiness").status())
                                .isEqualTo(200));
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(create(base).status()).isEqualTo(200));
                assertThat(get(base + "/actuator/health/liveness").status()).isEqualTo(200);
            }
        }
    }

    private static Answer get(String url) {
        return RunningOrderService.send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    private static Answer create(String base) {
        return RunningOrderService.send(HttpRequest.newBuilder(URI.create(base + "/order/create"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(RunningOrderService.body(RunningOrderService.reference()))));
    }
}
