package dev.trueup.ingest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.contracts.Topics;
import dev.trueup.ingest.IngestApplication;
import dev.trueup.ingest.SandboxChannel;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.TopicReader;
import dev.trueup.testservers.WithServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

@WithServers
class ShutdownTest {
    @Test
    void whatWasTakenIsAnsweredAndKeptAndNothingIsRefusedBeforeTheServiceEnds(TestServers servers) throws Exception {
        List<String> orderNos = new ArrayList<>();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        ConfigurableApplicationContext service = IngestApplication.application()
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + servers.kafkaBootstrapServers(),
                        // the producer sits on its batch, so that there is something to drain
                        "--spring.kafka.producer.properties.linger.ms=1500",
                        "--trueup.shutdown.drain=1s",
                        "--trueup.credentials.dir=" + SandboxChannel.CREDENTIALS_DIR);
        CompletableFuture<Void> leaving = CompletableFuture.completedFuture(null);
        try {
            Caller caller =
                    new Caller(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            assertThat(caller.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            for (int i = 0; i < 20; i++) {
                orderNos.add(SandboxChannel.newOrderNo());
                answers.add(caller.postAsync(SandboxChannel.paid(orderNos.getLast())));
            }
            MeterRegistry meters = service.getBean(MeterRegistry.class);
            await().untilAsserted(() -> assertThat(
                            meters.get("trueup.callbacks.in.flight").gauge().value())
                    .isEqualTo(20));

            leaving = CompletableFuture.runAsync(service::close);
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> caller.get("/actuator/health/readiness").statusCode() == 503);
            assertThat(caller.get("/actuator/health/readiness").headers().firstValue("Connection"))
                    .as("the next request goes to another")
                    .hasValue("close");
            orderNos.add(SandboxChannel.newOrderNo());
            answers.add(caller.postAsync(SandboxChannel.paid(orderNos.getLast())));
        } finally {
            service.close();
        }
        leaving.join();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(204);
        }
        try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), Topics.CALLBACKS)) {
            reader.readUntil(
                    all -> all.stream().map(ConsumerRecord::key).toList().containsAll(orderNos),
                    Duration.ofSeconds(20));
        }
    }
}
