package dev.trueup.ingest.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.trueup.channels.ChannelIds;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.ingest.RunningIngest;
import dev.trueup.ingest.SandboxChannel;
import dev.trueup.ingest.SandboxChannel.Signed;
import dev.trueup.testservers.Scrape;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningIngest
class CallbacksOverHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestServers servers;
    private final MeterRegistry meters;
    private final String orderNo = SandboxChannel.newOrderNo();
    private Caller caller = new Caller(0);

    CallbacksOverHttpTest(TestServers servers, @Autowired MeterRegistry meters) {
        this.servers = servers;
        this.meters = meters;
    }

    @BeforeEach
    void findThePort(@LocalServerPort int port) {
        caller = new Caller(port);
    }

    @Test
    void aGoodCallbackIsInKafkaWhenItIsAcknowledged() throws Exception {
        Signed paid = SandboxChannel.paid(orderNo);
        Instant before = Instant.now();

        HttpResponse<String> answer = caller.post(paid);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        ConsumerRecord<String, byte[]> record = only(Topics.CALLBACKS, orderNo);
        assertThat(record.value()).isEqualTo(paid.body());
        Map<String, String> headers = headers(record);
        assertThat(headers)
                .containsOnlyKeys(
                        "ce_specversion",
                        "ce_id",
                        "ce_source",
                        "ce_type",
                        "ce_time",
                        "ce_subject",
                        "content-type",
                        "traceparent",
                        "trueup_channel",
                        "trueup_received",
                        "http_webhook-id",
                        "http_webhook-timestamp",
                        "http_webhook-signature")
                .contains(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", idOf(paid.body())),
                        entry("ce_source", "/callback-ingest-service"),
                        entry("ce_type", "dev.trueup.callback.received.v1"),
                        entry("ce_subject", orderNo),
                        entry("content-type", "application/json"),
                        entry("trueup_channel", "sandbox"))
                .containsEntry("http_webhook-id", paid.headers().get("webhook-id"))
                .containsEntry("http_webhook-timestamp", paid.headers().get("webhook-timestamp"))
                .containsEntry("http_webhook-signature", paid.headers().get("webhook-signature"));
        assertThat(Instant.parse(headers.getOrDefault("trueup_received", ""))).isBetween(before, Instant.now());
        assertThat(EventRecords.read(record).getTime()).isNotNull();
    }

    @Test
    void theTraceOfARequestGoesOnInItsRecord() throws Exception {
        Signed paid = SandboxChannel.paid(orderNo);
        Map<String, String> headers = new LinkedHashMap<>(paid.headers());
        headers.put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        caller.post(headers, paid.body());

        assertThat(headers(only(Topics.CALLBACKS, orderNo)).get("traceparent"))
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void aChannelThatThereIsNotIsCountedWithoutItsName() throws Exception {
        Scrape before = Scrape.of(caller.get("/actuator/prometheus").body());
        String stranger = "stranger-" + orderNo;

        Signed paid = SandboxChannel.paid(orderNo);
        caller.post("/callbacks/" + stranger, paid.headers(), paid.body());

        String after = caller.get("/actuator/prometheus").body();
        assertThat(after).doesNotContain(stranger);
        assertThat(Scrape.of(after).sum("trueup_callbacks_unknown_channel_total"))
                .isEqualTo(before.sum("trueup_callbacks_unknown_channel_total") + 1);
    }

    @Test
    void aRepetitionIsTheSameEvent() throws Exception {
        Signed once = SandboxChannel.paid(orderNo);
        Signed nextDay = SandboxChannel.signed(once.body());
        caller.post(once);
        caller.post(nextDay);

        assertThat(records(Topics.CALLBACKS, orderNo, 2))
                .extracting(record -> headers(record).get("ce_id"))
                .containsOnly(idOf(once.body()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain", "~"})
    void noContentTypeKeepsTheBytesFromBeingReadAsTheyAre(String contentType) throws Exception {
        Signed paid = SandboxChannel.paid(orderNo);
        Map<String, String> headers = new LinkedHashMap<>(paid.headers());
        headers.put("content-type", contentType);

        assertThat(caller.post(headers, paid.body()).statusCode()).isEqualTo(204);
        assertThat(only(Topics.CALLBACKS, orderNo).value()).isEqualTo(paid.body());
    }

    /** The type is not signed: whoever repeats a callback could make its record read as another event. */
    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+json", "APPLICATION/CloudEvents", ""})
    void aContentTypeCannotMakeTheRecordAnotherEvent(String contentType) throws Exception {
        Signed paid = SandboxChannel.paid(orderNo);
        Map<String, String> headers = new LinkedHashMap<>(paid.headers());
        headers.remove("content-type");
        if (!contentType.isEmpty()) {
            headers.put("content-type", contentType);
        }

        assertThat(caller.post(headers, paid.body()).statusCode()).isEqualTo(204);
        ConsumerRecord<String, byte[]> record = only(Topics.CALLBACKS, orderNo);
        assertThat(headers(record)).containsEntry("content-type", "application/octet-stream");
        assertThat(EventRecords.read(record).getSubject()).isEqualTo(orderNo);
    }

    @Test
    void whatTheChannelSignedButCannotBeReadIsKeptWithoutAKey() throws Exception {
        byte[] body = ("nonsense " + orderNo).getBytes(UTF_8);

        assertThat(caller.post(SandboxChannel.signed(body)).statusCode()).isEqualTo(204);

        ConsumerRecord<String, byte[]> record = byId(Topics.CALLBACKS, idOf(body));
        assertThat(record.key()).isNull();
        assertThat(headers(record)).doesNotContainKey("ce_subject");
    }

    @Test
    void anythingElseThatIsSignedIsAcknowledgedAndCounted() throws Exception {
        double before = counted("irrelevant");
        assertThat(caller.post(SandboxChannel.signed("{\"type\":\"shop.opened\"}"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(counted("irrelevant")).isEqualTo(before + 1);
    }

    @Test
    void aForgeryIsRefusedAndToldOfAsAHint() throws Exception {
        Signed paid = SandboxChannel.paid(orderNo);
        byte[] cheaper = new String(paid.body(), UTF_8)
                .replace("\"amount\":100", "\"amount\":1")
                .getBytes(UTF_8);

        HttpResponse<String> answer = caller.post(paid.headers(), cheaper);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEmpty();
        ConsumerRecord<String, byte[]> hint = only(Topics.CALLBACKS_REJECTED, orderNo);
        assertThat(hint.value()).isEqualTo(cheaper);
        assertThat(headers(hint))
                .contains(
                        entry("ce_type", "dev.trueup.callback.rejected.v1"),
                        entry("ce_id", idOf(cheaper)),
                        entry("ce_subject", orderNo),
                        entry("trueup_channel", "sandbox"),
                        entry("trueup_reason", "bad-signature"));
    }

    @Test
    void aStaleCallbackIsRefused() throws Exception {
        byte[] body = SandboxChannel.paid(orderNo).body();
        Signed stale = SandboxChannel.signed(body, Instant.now().minus(Duration.ofMinutes(6)));
        Signed early = SandboxChannel.signed(body, Instant.now().plus(Duration.ofMinutes(6)));

        assertThat(caller.post(stale).statusCode()).isEqualTo(400);
        assertThat(caller.post(early).statusCode()).isEqualTo(400);
        assertThat(records(Topics.CALLBACKS_REJECTED, orderNo, 2))
                .extracting(record -> headers(record).get("trueup_reason"))
                .containsOnly("stale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void aDoubledOrMissingHeaderIsRefused(String header) throws Exception {
        Signed paid = SandboxChannel.paid(orderNo);
        Map<String, String> without = new LinkedHashMap<>(paid.headers());
        String value = without.remove(header);

        assertThat(caller.post(without, paid.body()).statusCode()).isEqualTo(400);
        assertThat(caller.post(paid.headers(), paid.body(), header, value == null ? "" : value)
                        .statusCode())
                .isEqualTo(400);
        assertThat(records(Topics.CALLBACKS_REJECTED, orderNo, 2))
                .extracting(record -> headers(record).get("trueup_reason"))
                .containsOnly("malformed-headers");
    }

    /** Over HTTP as a sample of positions; every single one is tried where the signature is verified. */
    @Test
    void aChangedByteAnywhereIsRefused() throws Exception {
        Signed paid = SandboxChannel.paid(orderNo);
        for (int position = 0; position < paid.body().length; position += 7) {
            byte[] changed = paid.body().clone();
            changed[position] ^= 1;
            assertThat(caller.post(paid.headers(), changed).statusCode())
                    .as("byte %d changed", position)
                    .isEqualTo(400);
        }
    }

    @Test
    void anUnknownChannelIsAProblemAndNoLabel() throws Exception {
        HttpResponse<String> answer = caller.post("/callbacks/wechat", Map.of(), new byte[] {'x'});

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("Unknown channel").doesNotContain("trace");
        assertThat(caller.get("/actuator/prometheus").body())
                .contains("trueup_callbacks_total{channel=\"sandbox\",verdict=\"accepted\"")
                .contains("trueup_callbacks_acknowledgement_seconds_bucket")
                .doesNotContain("\"wechat\"");
    }

    @Test
    void aThousandAtOnceAreAllKept() throws Exception {
        List<Signed> callbacks = IntStream.range(0, 1000)
                .mapToObj(i -> SandboxChannel.paid(orderNo + i % 10))
                .toList();

        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        // A connection that says nothing for long is closed, as some of a thousand are where processors are few; a
        // channel sends again what got no answer.
        callbacks.forEach(callback ->
                answers.add(caller.postAsync(callback).exceptionallyCompose(hungUp -> caller.postAsync(callback))));

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(204);
        }
        try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), Topics.CALLBACKS)) {
            assertThat(webhookIds(reader.readUntil(all -> webhookIds(all).size() >= 1000, PATIENCE)))
                    .hasSize(1000)
                    .isEqualTo(callbacks.stream()
                            .map(callback -> callback.headers().get("webhook-id"))
                            .collect(Collectors.toSet()));
        }
    }

    /** Of this test's orders. */
    private Set<String> webhookIds(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .filter(record -> record.key() != null && record.key().startsWith(orderNo))
                .map(record -> headers(record).getOrDefault("http_webhook-id", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void isLiveReadyAndDescribesItself() throws Exception {
        assertThat(caller.get("/actuator/health/liveness").body()).contains("UP");
        assertThat(caller.get("/actuator/health/readiness").body()).contains("UP");
        assertThat(caller.get("/v3/api-docs").body())
                .contains("/callbacks/{channel}", "payment.succeeded", "webhook-signature");
        assertThat(caller.get("/docs").statusCode()).isIn(200, 302);
    }

    private ConsumerRecord<String, byte[]> only(String topic, String key) {
        return records(topic, key, 1).getFirst();
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic, String key, int count) {
        try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), topic)) {
            return reader
                    .readUntil(
                            all -> all.stream()
                                            .filter(record -> key.equals(record.key()))
                                            .count()
                                    >= count,
                            PATIENCE)
                    .stream()
                    .filter(record -> key.equals(record.key()))
                    .toList();
        }
    }

    private ConsumerRecord<String, byte[]> byId(String topic, String id) {
        try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), topic)) {
            return reader
                    .readUntil(
                            all -> all.stream()
                                    .anyMatch(
                                            record -> id.equals(headers(record).get("ce_id"))),
                            PATIENCE)
                    .stream()
                    .filter(record -> id.equals(headers(record).get("ce_id")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private double counted(String verdict) {
        return meters.get("trueup.callbacks")
                .tag("channel", ChannelIds.SANDBOX)
                .tag("verdict", verdict)
                .counter()
                .count();
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static String idOf(byte[] body) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("sandbox\0".getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest(body));
    }
}
