package dev.trueup.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trueup.channels.ChannelClient.Told;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.QueryBack;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.QueryOutcome.Outcome;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.orders.asking.Asking;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

class SettlingOverKafkaTest extends RunningOrderService {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestServers servers;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private MongoOperations mongo;

    @Autowired
    private Map<String, Asking> askings;

    SettlingOverKafkaTest(TestServers servers) {
        this.servers = servers;
    }

    private List<ConsumerRecord<String, byte[]>> events(String orderNo, int count) {
        try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), Topics.ORDERS)) {
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

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void aCallbackRepeatedFiftyTimesHasOneEffect() {
        String orderNo = placed(reference());
        byte[] notice = paidNotice(orderNo, "tx-1", 100);
        for (int i = 0; i < 50; i++) {
            callback(orderNo, notice);
        }
        callback(orderNo, paidNotice(orderNo, "tx-1", 100)); // the next day, newly signed
        awaitOrder(
                orderNo,
                dossier -> dossier.order().state() == State.PAID
                        && dossier.statements().getFirst().at("/count").intValue() >= 51);
        OrderSnapshot order = dossier(orderNo).order();
        assertThat(order.version()).isEqualTo(3);
        assertThat(order.payments()).hasSize(1);
        assertThat(get("/order/get_result/" + orderNo).json().at("/data/status").intValue())
                .isEqualTo(1);
    }

    @Test
    void eventsAreCloudEventsAndFoldToTheOrder() {
        String orderNo = placed(reference());
        callback(orderNo, paidNotice(orderNo, "tx-1", 100));
        awaitOrder(orderNo, dossier -> dossier.order().state().decided());
        List<ConsumerRecord<String, byte[]>> records = events(orderNo, 3);
        Map<Long, OrderEvent> byVersion = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            OrderEvent event = EventRecords.value(record, OrderEvent.class);
            byVersion.putIfAbsent(event.version(), event);
            assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(record, "ce_id")).isEqualTo(orderNo + ":" + event.version());
            assertThat(header(record, "ce_subject")).isEqualTo(orderNo);
            assertThat(header(record, "ce_source")).isEqualTo("/order-service");
            assertThat(Instant.parse(header(record, "ce_time"))).isBeforeOrEqualTo(Instant.now());
            assertThat(header(record, "content-type")).isEqualTo("application/json");
        }
        assertThat(byVersion.keySet()).as("first occurrences in order").containsExactly(1L, 2L, 3L);
        assertThat(records.stream().map(record -> header(record, "ce_type")).distinct())
                .containsExactly(
                        EventType.ORDER_CREATED.wireName(),
                        EventType.ORDER_PENDING.wireName(),
                        EventType.ORDER_PAID.wireName());
        assertThat(new ArrayList<>(byVersion.values()).getLast().order())
                .isEqualTo(dossier(orderNo).order());
    }

    /** Whatever the tests before this one have put there, too. */
    @Test
    void allThatIsToldIsAsItsSchemaSays() {
        String orderNo = placed(reference());
        callback(orderNo, paidNotice(orderNo, "tx-1", 100));
        awaitOrder(orderNo, dossier -> dossier.order().state().decided());
        String asked = placed(reference());
        queryBack(asked, Duration.ofMinutes(1));

        isAsItsSchemaSays(Topics.ORDERS, orderNo, 3, "order-event.v1.json");
        isAsItsSchemaSays(Topics.QUERY_OUTCOMES, asked, 1, "query-outcome.v1.json");
    }

    private void isAsItsSchemaSays(String topic, String orderNo, int count, String schema) {
        Schema contract = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(OrderEvent.class.getResourceAsStream("/trueup/contracts/schemas/" + schema));
        try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), topic)) {
            assertThat(reader.readUntil(
                            all -> all.stream()
                                            .filter(record -> orderNo.equals(record.key()))
                                            .count()
                                    >= count,
                            PATIENCE))
                    .allSatisfy(record -> assertThat(
                                    contract.validate(new String(record.value(), UTF_8), InputFormat.JSON))
                            .isEmpty());
        }
    }

    @Test
    void unreadableRecordsGoToTheDeadLettersAloneWithTheirCause() {
        String before = placed(reference());
        String after = placed(reference());
        String poison = "{\"type\":\"payment.succeeded\",\"poison\":\"" + UUID.randomUUID() + "\"}";
        callback(before, paidNotice(before, "tx-1", 100));
        callback(before, poison.getBytes(StandardCharsets.UTF_8));
        callback(before, poison.getBytes(StandardCharsets.UTF_8));
        callback(after, paidNotice(after, "tx-2", 100));
        awaitOrder(before, dossier -> dossier.order().state() == State.PAID);
        awaitOrder(after, dossier -> dossier.order().state() == State.PAID);
        try (TopicReader reader =
                new TopicReader(servers.kafkaBootstrapServers(), Topics.deadLetters(Topics.CALLBACKS))) {
            List<ConsumerRecord<String, byte[]>> dead = reader.readUntil(
                    all -> all.stream()
                                    .filter(record -> isPoison(record, poison))
                                    .count()
                            == 2,
                    PATIENCE);
            ConsumerRecord<String, byte[]> one = dead.stream()
                    .filter(record -> isPoison(record, poison))
                    .findFirst()
                    .orElseThrow();
            assertThat(header(one, "kafka_dlt-exception-message") + header(one, "kafka_dlt-exception-stacktrace"))
                    .contains("UnreadableEventException", "sandbox callback: ");
            assertThat(header(one, "trueup_channel")).isEqualTo("sandbox");
        }
    }

    private static boolean isPoison(ConsumerRecord<String, byte[]> record, String poison) {
        return new String(record.value(), StandardCharsets.UTF_8).equals(poison);
    }

    @Test
    void aWrongAmountIsAskedAboutAtOnceAndNeverPaidByIt() {
        String lying = placed(reference());
        callback(lying, paidNotice(lying, "tx-1", 1));
        awaitOrder(lying, dossier -> channel.queries(lying) == 1);
        assertThat(dossier(lying).order().state()).isEqualTo(State.PENDING);

        String confirmed = placed(reference());
        channel.onQuery(confirmed, new Told(paid(confirmed, 1)));
        callback(confirmed, paidNotice(confirmed, "tx-1", 1));
        Dossier dossier =
                awaitOrder(confirmed, found -> !found.order().attention().isEmpty());
        assertThat(dossier.order().state()).isEqualTo(State.PENDING);
        assertThat(dossier.order().attention())
                .extracting(Attention::reason, Attention::blocking)
                .containsExactly(tuple("mismatch", true));
    }

    @Test
    void aQuestionThatWaitedWhileAnotherWasAnsweredCostsNoCall() {
        String orderNo = placed(reference());
        callback(orderNo, paidNotice(orderNo, "tx-1", 1));
        Query doubtful =
                Query.query(Criteria.where("_id").is(orderNo).and("doubtAt").exists(true));
        awaitOrder(orderNo, dossier -> channel.queries(orderNo) == 1 && !mongo.exists(doubtful, "orders"));
        QueryBack late =
                new QueryBack(orderNo, "sandbox", 0, "doubt", Instant.now().plus(PATIENCE));
        Asking asking = Objects.requireNonNull(askings.get("sandbox"));
        assertThat(asking.ask(List.of(late))).isEmpty();
        assertThat(channel.queries(orderNo)).isEqualTo(1);

        assertThat(post("/orders/" + orderNo + "/query", "").status()).isEqualTo(200);
        assertThat(channel.queries(orderNo)).as("a person may always ask").isEqualTo(2);
    }

    private static ChannelStatement paid(String orderNo, long amount) {
        return new ChannelStatement(
                "sandbox",
                ScriptedChannel.MERCHANT,
                orderNo,
                null,
                Said.PAID,
                "tx-1",
                new Money(amount, "CNY"),
                null,
                List.of());
    }

    @Test
    void aQueryBackCompletesWhatNoCallbackTold() {
        String paid = placed(reference());
        channel.onQuery(paid, new Told(paid(paid, 100)));
        String pending = placed(reference());
        String away = placed(reference());
        channel.onQuery(away, new Unanswered("time-out"));
        String settled = placed(reference());
        callback(settled, paidNotice(settled, "tx-1", 100));
        awaitOrder(settled, dossier -> dossier.order().state().decided());
        String expired = placed(reference());
        queryBack(paid, Duration.ofMinutes(1));
        queryBack(pending, Duration.ofMinutes(1));
        queryBack(away, Duration.ofMinutes(1));
        queryBack(settled, Duration.ofMinutes(1));
        queryBack(expired, Duration.ofMinutes(-1));
        Map<String, Outcome> expected = Map.of(
                paid, Outcome.DECIDED,
                pending, Outcome.NOT_KNOWN,
                away, Outcome.FAILED,
                settled, Outcome.SETTLED,
                expired, Outcome.THROTTLED);
        try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), Topics.QUERY_OUTCOMES)) {
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            reader.readUntil(
                    all -> {
                        all.stream()
                                .map(record -> EventRecords.value(record, QueryOutcome.class))
                                .filter(outcome -> expected.containsKey(outcome.orderNo()))
                                .forEach(outcome -> outcomes.put(outcome.orderNo(), outcome.outcome()));
                        return outcomes.size() == expected.size();
                    },
                    PATIENCE);
            assertThat(outcomes).isEqualTo(expected);
        }
        assertThat(dossier(paid).order().state()).isEqualTo(State.PAID);
        assertThat(dossier(paid).statements().getFirst().at("/sources/0").stringValue())
                .isEqualTo("query");
        assertThat(channel.queries(settled)).as("no call for what is settled").isZero();
        assertThat(channel.queries(expired)).as("nor for what came too late").isZero();
    }

    private void queryBack(String orderNo, Duration worth) {
        kafka.send(EventRecords.json(
                        Topics.QUERY_BACKS,
                        EventType.QUERY_BACK_REQUESTED,
                        UUID.randomUUID().toString(),
                        "/test",
                        Instant.now(),
                        orderNo,
                        new QueryBack(
                                orderNo, "sandbox", 1, "schedule", Instant.now().plus(worth))))
                .join();
    }

    @Test
    void aPersonCanHaveItAskedAboutNow() {
        String orderNo = placed(reference());
        channel.onQuery(orderNo, new Told(paid(orderNo, 100)));
        Answer answer = post("/orders/" + orderNo + "/query", "");
        assertThat(answer.json().at("/outcome").stringValue()).isEqualTo("decided");
        assertThat(answer.json().at("/order/state").stringValue()).isEqualTo("PAID");
        assertThat(post("/orders/dcsnothere/query", "").status()).isEqualTo(404);
    }

    @Test
    void ofAnUnknownOrderTheStatementIsKeptAndForeignNumbersAreNot() {
        String orderNo = "dcs01jdk7v5w3m8zq4x9t2r6y0b1c";
        callback(orderNo, paidNotice(orderNo, "tx-1", 100));
        callback("shop-17", paidNotice("shop-17", "tx-9", 100));
        String known = placed(reference());
        callback(known, paidNotice(known, "tx-1", 100));
        awaitOrder(known, dossier -> dossier.order().state().decided());
        assertThat(get("/orders/" + orderNo).status()).isEqualTo(404);
        assertThat(meters.get("trueup.statements")
                        .tag("verdict", "unknown-order")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(2);
        assertThat(mongo.count(Query.query(Criteria.where("orderNo").is(orderNo)), "statements"))
                .isEqualTo(1);
        assertThat(mongo.count(Query.query(Criteria.where("orderNo").is("shop-17")), "statements"))
                .isZero();
    }
}
