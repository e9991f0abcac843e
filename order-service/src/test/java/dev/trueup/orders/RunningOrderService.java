package dev.trueup.orders;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import dev.trueup.channels.sandbox.SandboxNotice;
import dev.trueup.channels.sandbox.SandboxNoticeSigner;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.foundation.tracing.OrderTraces;
import dev.trueup.orders.channels.BulkheadedClient;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.ObservedClient;
import dev.trueup.orders.channels.TracedClient;
import dev.trueup.testservers.WithServers;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on HTTP, Kafka and MongoDB, at a channel that follows a script; one context for all its tests. */
@WithServers
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=order-service",
            "trueup.credentials.dir=src/test/resources/credentials",
            "trueup.orders.call-again-after=1s",
            "trueup.orders.refund-check=100ms",
            "trueup.orders.refund-check-at-least=1s",
            "trueup.orders.sweep-after=1s"
        })
@Import(RunningOrderService.Script.class)
abstract class RunningOrderService {
    private static final String CREDENTIALS = "src/test/resources/credentials";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SandboxNoticeSigner SIGNER =
            new SandboxNoticeSigner(SandboxCredentialsFile.read(Path.of(CREDENTIALS)));
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestConfiguration(proxyBeanMethods = false)
    static class Script {
        @Bean
        @Primary
        ScriptedChannel scriptedChannel() {
            return new ScriptedChannel(ChannelIds.SANDBOX);
        }

        @Bean
        ScriptedChannel another() {
            return new ScriptedChannel(ChannelIds.ALIPAY);
        }

        @Bean
        @Primary
        Channels scriptedChannels(
                List<ScriptedChannel> channels, ObservationRegistry observations, OrderTraces traces) {
            return new Channels(channels.stream()
                    .map(channel -> new TracedClient(
                            new BulkheadedClient(
                                    new ObservedClient(channel, observations), Bulkhead.ofDefaults(channel.channel())),
                            traces))
                    .toList());
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    ScriptedChannel channel;

    @Autowired
    @Qualifier("another")
    ScriptedChannel another;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    static String reference() {
        return UUID.randomUUID().toString();
    }

    static String body(String reference) {
        return "{\"goodsId\":\"102030\",\"userId\":\"6666\",\"num\":10,\"amount\":100,\"reference\":\"" + reference
                + "\"}";
    }

    static String body(String reference, String channel) {
        return body(reference).replace("{", "{\"channel\":\"" + channel + "\",");
    }

    /** An answer with its body read. */
    record Answer(int status, HttpResponse<String> response, JsonNode json) {}

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** The body of the answer, whatever it is. */
    static String text(HttpRequest.Builder request) {
        return exchanged(request).body();
    }

    static Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchanged(request);
        String text = response.body().isEmpty() ? "null" : response.body();
        return new Answer(response.statusCode(), response, JSON.readTree(text));
    }

    private static HttpResponse<String> exchanged(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Places an order and gives back its number. */
    String placed(String reference) {
        return post("/order/create", body(reference)).json().at("/data/order").stringValue();
    }

    /** All that the service tells about an order. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Dossier(OrderSnapshot order, List<JsonNode> statements, List<JsonNode> events) {}

    Dossier dossier(String orderNo) {
        return JSON.treeToValue(get("/orders/" + orderNo).json(), Dossier.class);
    }

    Dossier awaitOrder(String orderNo, Predicate<Dossier> condition) {
        return await().atMost(PATIENCE).until(() -> dossier(orderNo), condition);
    }

    /** The body of a callback of success. */
    static byte[] paidNotice(String orderNo, String transactionId, long amount) {
        return SIGNER.body(new SandboxNotice(
                SandboxNotice.Type.PAYMENT_SUCCEEDED,
                Instant.now(),
                new SandboxNotice.Data(
                        ScriptedChannel.MERCHANT,
                        orderNo,
                        null,
                        transactionId,
                        amount,
                        "CNY",
                        Instant.parse("2026-01-02T03:04:05Z"),
                        null)));
    }

    /** Publishes a callback as ingest does. */
    void callback(String orderNo, byte[] body) {
        callback(orderNo, body, Map.of());
    }

    /** The same with further headers. */
    void callback(String orderNo, byte[] body, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = EventRecords.bytes(
                Topics.CALLBACKS,
                EventType.CALLBACK_RECEIVED,
                UUID.randomUUID().toString(),
                "/callback-ingest-service",
                Instant.now(),
                orderNo,
                "application/json",
                body);
        record.headers().add("trueup_channel", "sandbox".getBytes(StandardCharsets.UTF_8));
        record.headers().add("trueup_received", Instant.now().toString().getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        publish(record);
    }

    /** Past the template, which would put a trace of its own into the record. */
    private void publish(ProducerRecord<String, byte[]> record) {
        try (Producer<String, byte[]> producer = kafka.getProducerFactory().createProducer()) {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
