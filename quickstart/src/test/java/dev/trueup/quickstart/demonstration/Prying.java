package dev.trueup.quickstart.demonstration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import dev.trueup.channels.sandbox.SandboxNoticeSigner;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts known secrets and a marked payload wherever something can be put, and collects what is told of it. */
final class Prying implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> PUBLIC_FIELDS = List.of("public", "serial", "version");

    private final String marker = "marker" + UUID.randomUUID().toString().replace("-", "");
    private final List<String> secrets = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Installation installation;
    private final TestServers servers;
    private final SandboxNoticeSigner signer;

    Prying(Installation installation, TestServers servers) throws IOException {
        this.installation = installation;
        this.servers = servers;
        this.signer = new SandboxNoticeSigner(SandboxCredentialsFile.read(installation.credentials()));
        try (Stream<Path> files = Files.list(installation.credentials())) {
            for (Path file : files.toList()) {
                JsonMapper.shared().readTree(file).propertyStream().forEach(this::keepSecret);
            }
        }
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(2);
    }

    /** Keys, secrets and private keys; of a PEM a line, since the whole may be wrapped otherwise. */
    private void keepSecret(Map.Entry<String, JsonNode> field) {
        String name = field.getKey().toLowerCase(Locale.ROOT);
        String value = field.getValue().stringValue("");
        if ((name.contains("key") || name.contains("secret"))
                && PUBLIC_FIELDS.stream().noneMatch(name::contains)
                && !value.isEmpty()) {
            secrets.add(
                    value.startsWith("-----")
                            ? value.lines().skip(2).findFirst().orElseThrow()
                            : value);
        }
    }

    /** What may be told nowhere. */
    List<String> secrets() {
        return secrets;
    }

    /** What stands in payloads: events carry some of it, logs and metrics none. */
    String marker() {
        return marker;
    }

    void everywhere() throws Exception {
        new Simulator(installation.simulator())
                .plan(Map.of(
                        "preset",
                        "calm",
                        "overrides",
                        Map.of(
                                marker + "-1",
                                Map.of("buyer", "pay"),
                                marker + "-2",
                                Map.of("buyer", "pay", "drop", true))));
        String told = placed(marker + "-1");
        String asked = placed(marker + "-2");
        badRequests();
        callbacks(told);
        poison();
        for (String orderNo : List.of(told, asked)) {
            HttpResponse<String> outcome = send(request(installation.orderService(), "/order/get_result/" + orderNo)
                    .header("Prefer", "wait=30"));
            assertThat(outcome.statusCode()).as(outcome.body()).isEqualTo(200);
        }
    }

    private String placed(String reference) throws Exception {
        String wish = """
            {"goodsId":"%1$s","userId":"%1$s","num":1,"amount":100,"subject":"%1$s","reference":"%2$s"}\
            """.formatted(marker, reference);
        HttpResponse<String> answer = send(request(installation.orderService(), "/order/create")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", reference)
                .POST(BodyPublishers.ofString(wish)));
        JsonNode data = JsonMapper.shared().readTree(answer.body()).path("data");
        // what the buyer pays by is for the buyer alone
        data.path("payment")
                .propertyStream()
                .filter(field -> !field.getKey().equals("expiresAt"))
                .forEach(field -> secrets.add(field.getValue().stringValue()));
        return data.path("order").stringValue();
    }

    private void badRequests() throws Exception {
        URI orders = installation.orderService();
        for (String body : List.of(
                "{\"goodsId\":\"" + marker,
                "\"" + marker + "\"",
                "{\"goodsId\":{\"a\":\"" + marker + "\"},\"num\":\"" + marker + "\",\"amount\":\"" + marker + "\"}",
                "{\"channel\":\"" + marker + "\",\"" + marker + "\":1}")) {
            assertThat(post(orders, "/order/create", body)).isBetween(400, 499);
            assertThat(post(installation.simulator(), "/sandbox/payments", body))
                    .isBetween(400, 499);
            assertThat(post(installation.simulator(), "/simulator/payments/" + marker + "/pay", body))
                    .isBetween(400, 499);
        }
        for (String path : List.of(
                "/orders/" + marker,
                "/orders?state=" + marker + "&after=" + marker,
                "/order/get_result?orderId=" + marker,
                "/" + marker)) {
            assertThat(send(request(orders, path)).statusCode()).isBetween(400, 499);
        }
    }

    private int post(URI service, String path, String body) throws Exception {
        return send(request(service, path)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + marker)
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private void callbacks(String orderNo) throws Exception {
        byte[] unreadable = "{\"type\":\"payment.succeeded\",\"data\":{\"orderNo\":\"%s\",\"amount\":\"%s\"}}"
                .formatted(orderNo, marker)
                .getBytes(UTF_8);
        Map<String, String> signed = signer.headers("msg_" + marker, Instant.now(), unreadable);
        assertThat(callback("sandbox", signed, unreadable)).isEqualTo(204);
        assertThat(callback("sandbox", signed, marker.getBytes(UTF_8))).isEqualTo(400);
        Map<String, String> forged = new LinkedHashMap<>(signed);
        forged.put("webhook-signature", "v1," + marker);
        assertThat(callback("sandbox", forged, unreadable)).isEqualTo(400);
        assertThat(callback(marker, signed, unreadable)).isEqualTo(404);
    }

    private int callback(String channel, Map<String, String> headers, byte[] body) throws Exception {
        HttpRequest.Builder request =
                request(installation.ingest(), "/callbacks/" + channel).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request).statusCode();
    }

    /** On every topic that somebody reads, what cannot be read: it is told of with its cause. */
    private void poison() throws Exception {
        Map<String, Object> connection = Map.of("bootstrap.servers", servers.kafkaBootstrapServers());
        Map<String, EventType> topics = Map.of(
                Topics.QUERY_BACKS, EventType.QUERY_BACK_REQUESTED,
                Topics.QUERY_OUTCOMES, EventType.QUERY_OUTCOME,
                Topics.ORDERS, EventType.ORDER_PAID);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer())) {
            for (Map.Entry<String, EventType> topic : topics.entrySet()) {
                byte[] value = ("{\"orderNo\":\"" + marker + "\",\"attempt\":\"" + marker + "\"}").getBytes(UTF_8);
                ProducerRecord<String, byte[]> record = EventRecords.bytes(
                        topic.getKey(),
                        topic.getValue(),
                        marker,
                        "/test",
                        Instant.now(),
                        marker,
                        "application/json",
                        value);
                producer.send(record).get();
            }
        }
        for (String topic : topics.keySet()) {
            try (TopicReader dead = new TopicReader(servers.kafkaBootstrapServers(), Topics.deadLetters(topic))) {
                dead.readUntil(1, PATIENCE);
            }
        }
    }

    /** All that the services tell by HTTP about themselves. */
    String metricsAndManagement() throws Exception {
        StringBuilder told = new StringBuilder();
        for (URI service : installation.services().values()) {
            for (String path : List.of(
                    "/actuator",
                    "/actuator/prometheus",
                    "/actuator/health",
                    "/actuator/info",
                    "/actuator/env",
                    "/actuator/configprops",
                    "/actuator/beans",
                    "/actuator/mappings",
                    "/actuator/loggers",
                    "/actuator/httpexchanges",
                    "/v3/api-docs")) {
                told.append(send(request(service, path)).body()).append('\n');
            }
        }
        return told.toString();
    }

    /** All that lies on the topics for integrators. */
    String events() {
        StringBuilder told = new StringBuilder();
        for (String topic : List.of(Topics.ORDERS, Topics.QUERY_BACKS, Topics.QUERY_OUTCOMES)) {
            try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), topic)) {
                // what was put there came last
                reader.readUntil(this::marked, PATIENCE).forEach(record -> {
                    told.append(new String(record.value(), UTF_8)).append('\n');
                    record.headers()
                            .forEach(header -> told.append(new String(header.value(), UTF_8))
                                    .append('\n'));
                });
            }
        }
        return told.toString();
    }

    private boolean marked(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream().anyMatch(record -> new String(record.value(), UTF_8).contains(marker));
    }

    /** Those lines of {@code told} in which one of {@code words} stands. */
    static List<String> lines(String told, Collection<String> words) {
        return told.lines()
                .filter(line -> words.stream().anyMatch(line::contains))
                .toList();
    }

    private static HttpRequest.Builder request(URI service, String path) {
        return HttpRequest.newBuilder(service.resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
