package dev.trueup.reconciliation;

import static dev.trueup.reconciliation.RunningService.event;
import static dev.trueup.reconciliation.RunningService.outcome;
import static dev.trueup.reconciliation.RunningService.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.QueryBack;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.QueryOutcome.Outcome;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.reconciliation.pending.PendingOrder;
import dev.trueup.reconciliation.pending.SampleOrders;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.TopicReader;
import dev.trueup.testservers.WithServers;
import io.cloudevents.CloudEvent;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service end to end, the way its neighbours see it. */
@WithServers
@TestInstance(Lifecycle.PER_CLASS)
class ReconciliationServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestServers servers;
    private RunningService service;

    ReconciliationServiceTest(TestServers servers) {
        this.servers = servers;
    }

    @BeforeAll
    void start() throws Exception {
        RunningService.makeOthersTopics(servers.kafkaBootstrapServers());
        service = RunningService.start(
                "spring.kafka.bootstrap-servers=" + servers.kafkaBootstrapServers(),
                "spring.kafka.consumer.group-id=" + servers.uniqueName("reconciliation-service"),
                "spring.mongodb.uri=" + servers.mongoUri(),
                "spring.mongodb.database=" + servers.newDatabase(),
                "trueup.reconciliation.schedule=200ms,300ms,1h",
                "trueup.reconciliation.measure-interval=200ms",
                "trueup.reconciliation.breaker.first-wait=300ms");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aPendingOrderIsAskedAboutByTheSchedule() throws Exception {
        String orderNo = newOrderNo();
        Instant before = Instant.now();

        send(event(orderNo, State.CREATED, 1), event(orderNo, State.PENDING, 2));

        List<ConsumerRecord<String, byte[]>> records = queryBacks(orderNo, 2);
        CloudEvent event = EventRecords.read(records.getFirst());
        assertThat(event.getType()).isEqualTo("dev.trueup.query-back.requested.v1");
        assertThat(event.getSource()).hasToString("/reconciliation-service");
        assertThat(event.getSubject()).isEqualTo(orderNo);
        assertThat(event.getId()).startsWith(orderNo + "-1-");
        QueryBack first = EventRecords.value(records.getFirst(), QueryBack.class);
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(first.channel()).isEqualTo("sandbox");
        assertThat(first.reason()).isEqualTo("schedule");
        assertThat(first.expiresAt()).isAfter(before.plusSeconds(10));
        assertThat(EventRecords.value(records.get(1), QueryBack.class).attempt())
                .isEqualTo(2);
        await().atMost(PATIENCE).until(() -> order(orderNo).attempts() == 2);
        assertThat(service.get("/pending/" + orderNo).body())
                .contains("\"orderNo\":\"" + orderNo + "\"", "\"attempts\":2", "\"settled\":false", "\"nextAt\":\"");
    }

    @Test
    void outcomesSettleOrAreRemembered() throws Exception {
        String decided = newOrderNo();
        String asked = newOrderNo();
        send(event(decided, State.PENDING, 2), event(asked, State.PENDING, 2));
        queryBacks(decided, 2);
        queryBacks(asked, 2);
        await().atMost(PATIENCE).until(() -> order(asked).attempts() == 2);

        send(outcome(decided, 2, Outcome.DECIDED), outcome(asked, 2, Outcome.STILL_PENDING));

        await().atMost(PATIENCE).until(() -> order(decided).settled());
        await().atMost(PATIENCE).until(() -> order(asked).lastOutcome() == Outcome.STILL_PENDING);
        assertThat(service.get("/pending/" + decided).body())
                .contains("\"settled\":true", "\"lastOutcome\":\"decided\"")
                .doesNotContain("nextAt");
        assertThat(order(asked).dueAt()).isAfter(Instant.now().plusSeconds(1800));
    }

    @Test
    void aDecidedOrderIsNotAskedAboutAndLateDuplicatesChangeNothing() throws Exception {
        String orderNo = newOrderNo();
        String after = newOrderNo();

        send(event(orderNo, State.PENDING, 2), event(orderNo, State.PAID, 3));
        await().atMost(PATIENCE)
                .until(() -> service.orders().find(orderNo).isPresent()
                        && order(orderNo).settled());
        send(event(orderNo, State.PENDING, 2), event(after, State.PENDING, 1));

        queryBacks(after, 2);
        assertThat(order(orderNo).settled()).isTrue();
    }

    @Test
    void recordsThatCannotBeReadGoToTheDeadLettersAndTheOthersTakeEffect() throws Exception {
        String before = newOrderNo();
        String after = newOrderNo();
        String poison = newOrderNo();

        send(
                event(before, State.PENDING, 1),
                new ProducerRecord<>(Topics.ORDERS, poison, "{\"order\":".getBytes(UTF_8)),
                new ProducerRecord<>(Topics.ORDERS, poison, null),
                new ProducerRecord<>(Topics.ORDERS, poison, "{\"version\":1}".getBytes(UTF_8)),
                new ProducerRecord<>(Topics.QUERY_OUTCOMES, poison, "[]".getBytes(UTF_8)),
                event(after, State.PENDING, 1));

        queryBacks(before, 2);
        queryBacks(after, 2);
        List<ConsumerRecord<String, byte[]>> dead = records(Topics.deadLetters(Topics.ORDERS), poison, 3);
        assertThat(dead)
                .extracting(record -> header(record, "kafka_dlt-exception-message"))
                .satisfiesExactlyInAnyOrder(
                        cause -> assertThat(cause).contains("not a OrderEvent"),
                        cause -> assertThat(cause).contains("the record has no value"),
                        cause -> assertThat(cause).contains("order is missing"));
        assertThat(dead)
                .extracting(record -> header(record, "kafka_dlt-original-topic"))
                .containsOnly(Topics.ORDERS);
        assertThat(records(Topics.deadLetters(Topics.QUERY_OUTCOMES), poison, 1))
                .hasSize(1);
    }

    @Test
    void aCallbackThatFailedVerificationBringsItsOrderForwardOnce() throws Exception {
        String orderNo = newOrderNo();
        send(event(orderNo, State.PENDING, 2));
        queryBacks(orderNo, 2);
        await().atMost(PATIENCE).until(() -> order(orderNo).attempts() == 2);

        send(rejected(null, "sandbox"), rejected(orderNo, "alipay"), rejected(orderNo, "sandbox"));

        List<ConsumerRecord<String, byte[]>> records = queryBacks(orderNo, 3);
        assertThat(EventRecords.value(records.get(2), QueryBack.class).reason()).isEqualTo("hint");
        assertThat(order(orderNo).settled()).as("it is no fact").isFalse();
    }

    @Test
    void aPausedChannelIsNotAskedUntilItIsResumed() throws Exception {
        String known = newOrderNo();
        String orderNo = newOrderNo();
        send(pausable(known));
        await().atMost(PATIENCE).until(() -> channel("pausable").isPresent());

        assertThat(service.put("/channels/pausable/paused", "{\"paused\":true}").body())
                .contains("\"channel\":\"pausable\"", "\"paused\":true", "\"changedAt\":\"");
        send(pausable(orderNo));
        await().atMost(PATIENCE)
                .until(() -> channel("pausable").orElseThrow().path("due").asInt() >= 1);
        double scans = scans();
        await().atMost(PATIENCE).until(() -> scans() > scans + 2);
        assertThat(order(orderNo).attempts()).isZero();
        assertThat(channel("pausable").orElseThrow().path("paused").asBoolean()).isTrue();

        assertThat(service.put("/channels/pausable/paused", "{\"paused\":false}")
                        .statusCode())
                .isEqualTo(200);
        queryBacks(orderNo, 1);
    }

    @Test
    void whatCannotBePausedIsAProblem() throws Exception {
        HttpResponse<String> unknown = service.put("/channels/nobody/paused", "{\"paused\":true}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"title\":\"Unknown channel\"");
        HttpResponse<String> missing = service.put("/channels/sandbox/paused", "{}");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("'paused' is missing");
        assertThat(service.put("/channels/sandbox/paused", "{\"paused\":").statusCode())
                .isEqualTo(400);
    }

    @Test
    void failedAnswersOpenAChannelsBreakerAndAnsweredProbesCloseIt() throws Exception {
        String orderNo = newOrderNo();
        List<ProducerRecord<String, byte[]>> failures = IntStream.range(0, 10)
                .mapToObj(i -> RunningService.outcome(new QueryOutcome(orderNo, "breaking", 1, Outcome.FAILED)))
                .toList();
        RunningService.send(servers.kafkaBootstrapServers(), failures);
        await().atMost(PATIENCE)
                .until(() -> channel("breaking")
                        .map(channel -> channel.path("breaker").path("state").asString())
                        .filter("open"::equals)
                        .isPresent());
        assertThat(channel("breaking")
                        .orElseThrow()
                        .path("breaker")
                        .path("probesAt")
                        .asString())
                .isNotEmpty();

        send(event(orderNo, SampleOrders.event("breaking", orderNo, State.PENDING, 2, Instant.now())));
        queryBacks(orderNo, 1);
        assertThat(breaker()).isEqualTo("half-open");
        RunningService.send(
                servers.kafkaBootstrapServers(),
                List.of(RunningService.outcome(new QueryOutcome(orderNo, "breaking", 1, Outcome.STILL_PENDING))));

        await().atMost(PATIENCE).until(() -> breaker().equals("closed"));
    }

    @Test
    void theSummaryTellsTheBacklogByChannel() throws Exception {
        String orderNo = newOrderNo();
        send(event(orderNo, SampleOrders.event("summed", orderNo, State.PENDING, 2, Instant.now())));
        queryBacks(orderNo, 2);
        await().atMost(PATIENCE).until(() -> order(orderNo).attempts() == 2);

        JsonNode channel = channel("summed").orElseThrow();

        assertThat(channel.path("pending").asInt()).isEqualTo(1);
        assertThat(channel.path("byAge").path("underAMinute").asInt()).isEqualTo(1);
        assertThat(channel.path("due").asInt()).isZero();
        assertThat(Instant.parse(channel.path("oldestCreatedAt").asString())).isBefore(Instant.now());
        assertThat(channel.path("budget").path("perSecond").asDouble()).isEqualTo(80);
        assertThat(channel.path("paused").asBoolean()).isFalse();
    }

    @Test
    void anUnknownOrderIsAProblem() throws Exception {
        HttpResponse<String> answer = service.get("/pending/dcs404");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"title\":\"Unknown order\"", "dcs404");
    }

    @Test
    void itIsDocumentedHealthyAndMeasured() throws Exception {
        send(event(newOrderNo(), State.PENDING, 1));

        assertThat(service.get("/v3/api-docs").body())
                .contains(
                        "/pending/{orderNo}",
                        "/pending/summary",
                        "/channels/{channel}/paused",
                        "application/problem+json");
        assertThat(service.get("/docs").statusCode()).isEqualTo(302);
        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(service.get("/actuator/prometheus").body())
                                .contains(
                                        "trueup_queryback_claimed_total",
                                        "trueup_queryback_emitted_total{channel=\"sandbox\",reason=\"schedule\"}",
                                        "trueup_queryback_scan_seconds_count",
                                        "trueup_queryback_hints_heard_total",
                                        "trueup_queryback_breaker{channel=\"sandbox\"}",
                                        "trueup_queryback_paused{channel=\"sandbox\"}",
                                        "trueup_pending_orders{age=\"under-a-minute\",channel=\"sandbox\"}",
                                        "trueup_queryback_delay_seconds_count{channel=\"sandbox\"}",
                                        "trueup_pending_overdue{channel=\"sandbox\"}",
                                        "trueup_pending_due{channel=\"sandbox\"}",
                                        "trueup_pending_oldest_age_seconds{channel=\"sandbox\"}"));
    }

    private void send(ProducerRecord<?, ?>... records) throws Exception {
        RunningService.send(
                servers.kafkaBootstrapServers(),
                Arrays.stream(records).map(ReconciliationServiceTest::typed).toList());
    }

    @SuppressWarnings("unchecked") // an array of a generic type cannot be had
    private static ProducerRecord<String, byte[]> typed(ProducerRecord<?, ?> record) {
        return (ProducerRecord<String, byte[]>) record;
    }

    private List<ConsumerRecord<String, byte[]>> queryBacks(String orderNo, int count) {
        return records(Topics.QUERY_BACKS, orderNo, count);
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic, String orderNo, int count) {
        try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), topic)) {
            return reader
                    .readUntil(
                            all -> all.stream()
                                            .filter(record -> orderNo.equals(record.key()))
                                            .count()
                                    >= count,
                            PATIENCE)
                    .stream()
                    .filter(record -> orderNo.equals(record.key()))
                    .toList();
        }
    }

    private static ProducerRecord<String, byte[]> pausable(String orderNo) {
        return event(orderNo, SampleOrders.event("pausable", orderNo, State.PENDING, 2, Instant.now()));
    }

    private String breaker() throws Exception {
        return channel("breaking").orElseThrow().path("breaker").path("state").asString();
    }

    private double scans() throws Exception {
        return service.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("trueup_queryback_scan_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Optional<JsonNode> channel(String id) throws Exception {
        JsonNode summary =
                JsonMapper.shared().readTree(service.get("/pending/summary").body());
        return summary.path("channels")
                .valueStream()
                .filter(channel -> id.equals(channel.path("channel").asString()))
                .findFirst();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private PendingOrder order(String orderNo) {
        return service.orders().find(orderNo).orElseThrow();
    }

    private String newOrderNo() {
        return servers.uniqueName("dcs").replace("-", "");
    }
}
