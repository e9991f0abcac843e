package dev.trueup.ingest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.contracts.Topics;
import dev.trueup.embedded.EmbeddedKafka;
import dev.trueup.ingest.IngestApplication;
import dev.trueup.ingest.SandboxChannel;
import dev.trueup.ingest.SandboxChannel.Signed;
import dev.trueup.testservers.TopicReader;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;

/** A broker of its own, since it is stopped. */
class KafkaAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(4);

    @Test
    void refusesInTimeWhileKafkaIsAwayAndRecoversWhenItReturns() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(0);
        try (ConfigurableApplicationContext service = start(kafka.bootstrapServers())) {
            Caller caller = caller(service);
            assertThat(caller.post(SandboxChannel.paid(SandboxChannel.newOrderNo()))
                            .statusCode())
                    .isEqualTo(204);

            kafka.close();

            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            assertThat(slowestRefusalOf(caller, 300)).isLessThan(ANSWERED_WITHIN);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 50);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    caller.get("/actuator/health/readiness").statusCode())
                            .isEqualTo(503));
            assertThat(caller.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            kafka = EmbeddedKafka.start(kafka.port());
            service.getBean(KafkaAdmin.class).initialize(); // the new broker is empty

            acceptsAndIsReady(caller, kafka);
        } finally {
            kafka.close();
        }
    }

    @Test
    void startsWithoutKafkaAndMakesItsTopicsWhenItComes() throws Exception {
        EmbeddedKafka before = EmbeddedKafka.start(0);
        before.close();
        try (ConfigurableApplicationContext service = start(before.bootstrapServers())) {
            Caller caller = caller(service);
            assertThat(slowestRefusalOf(caller, 100)).isLessThan(ANSWERED_WITHIN);
            assertThat(caller.get("/actuator/health/readiness").statusCode()).isEqualTo(503);

            try (EmbeddedKafka kafka = EmbeddedKafka.start(before.port())) {
                acceptsAndIsReady(caller, kafka);
            }
        }
    }

    private static Duration slowestRefusalOf(Caller caller, int callbacks) throws Exception {
        List<Signed> all = IntStream.range(0, callbacks)
                .mapToObj(i -> SandboxChannel.paid(SandboxChannel.newOrderNo()))
                .toList();
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        all.forEach(callback -> answers.add(caller.postAsync(callback)));
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(503);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void acceptsAndIsReady(Caller caller, EmbeddedKafka kafka) throws Exception {
        String orderNo = SandboxChannel.newOrderNo();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                caller.post(SandboxChannel.paid(orderNo)).statusCode())
                        .isEqualTo(204));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                caller.get("/actuator/health/readiness").statusCode())
                        .isEqualTo(200));
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), Topics.CALLBACKS)) {
            reader.readUntil(all -> all.stream().anyMatch(record -> orderNo.equals(record.key())), PATIENCE);
        }
    }

    private static ConfigurableApplicationContext start(String bootstrapServers) {
        return IngestApplication.application()
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                        "--trueup.credentials.dir=" + SandboxChannel.CREDENTIALS_DIR,
                        "--trueup.topics.retry=500ms",
                        "--trueup.preparation.patience=100ms",
                        "--trueup.preparation.retry=200ms",
                        "--spring.kafka.admin.operation-timeout=1s",
                        "--spring.kafka.admin.properties.request.timeout.ms=500",
                        "--spring.kafka.admin.properties.default.api.timeout.ms=1000");
    }

    private static Caller caller(ConfigurableApplicationContext service) {
        return new Caller(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
}
