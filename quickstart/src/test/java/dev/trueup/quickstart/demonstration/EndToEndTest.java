package dev.trueup.quickstart.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.simulator.plan.Fault;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All four services through HTTP and Kafka, under every fault by itself and under all together. */
@WithServers
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(OrderAnnotation.class)
class EndToEndTest {
    private static final int AT_ONCE = 16;

    private static Installation installation;
    private static final AtomicReference<@Nullable Findings> HOSTILE = new AtomicReference<>();

    @BeforeAll
    static void start(TestServers servers) throws IOException {
        installation = new Installation(servers);
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void everyFaultByItselfEndsInAnAuditOfZeros() throws Exception {
        Map<String, Object> overrides = new LinkedHashMap<>();
        Map<String, String> channelOf = new LinkedHashMap<>();
        Simulator simulator = new Simulator(installation.simulator());
        List<String> channels = simulator.channels();
        List<Fault> faults = List.of(Fault.values());
        for (int i = 0; i < faults.size(); i++) {
            String name = JsonMapper.shared().convertValue(faults.get(i), String.class);
            String one = channels.get(i % channels.size());
            Map.of("pay", channels, "fail", List.of(one), "abandon", List.of(one))
                    .forEach((buyer, places) -> places.forEach(channel -> {
                        String reference = name + "-" + buyer + "-" + channel;
                        overrides.put(reference, Map.of("buyer", buyer, name, true));
                        channelOf.put(reference, channel);
                    }));
        }
        everyChannelIsCalledOnce(simulator, channels);
        simulator.plan(Map.of("preset", "calm", "slowAnswer", "PT1.5S", "overrides", overrides));
        Merchant merchant = new Merchant(installation.orderService());
        List<Callable<String>> wishes = channelOf.entrySet().stream()
                .<Callable<String>>map(wish -> () -> merchant.place(wish.getKey(), 100, wish.getValue()))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<String> placed : threads.invokeAll(wishes)) {
                placed.get();
            }
        }
        Instant tomorrow = Instant.now().plus(Installation.SCALE.scaled(Duration.ofHours(25)));
        JsonNode audit = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        simulator::audit,
                        found -> Instant.now().isAfter(tomorrow)
                                && found.path("pending").asLong() == 0);
        Findings findings = new Findings(simulator.statistics(), Map.of(), "", audit);
        assertThat(findings.clean()).as(audit.toString()).isTrue();
        assertThat(audit.path("payments").asLong())
                .as(audit.toString())
                .isGreaterThanOrEqualTo(channelOf.size() + channels.size());
        assertThat(audit.path("paid").asLong()).isGreaterThanOrEqualTo(Fault.values().length);
        assertThat(findings.statistics().path("injected").path("drop").asLong()).isPositive();
    }

    /** The first calls of all take long, and an order expires some seconds after it was placed here. */
    private static void everyChannelIsCalledOnce(Simulator simulator, List<String> channels) {
        simulator.plan(Map.of("preset", "calm"));
        channels.forEach(channel -> paid("first-" + channel, channel));
    }

    @Test
    void aDisputeComesBeforeAPerson() {
        new Simulator(installation.simulator()).plan(Map.of("preset", "calm"));
        disputed("disputed");
    }

    private static String disputed(String reference) {
        String orderNo = paid(reference, "stripe");
        new JsonApi(installation.simulator()).post("/simulator/payments/" + orderNo + "/dispute", Map.of());
        awaitIn(orderNo, "/order/attention/0/reason", "dispute");
        return orderNo;
    }

    private static String paid(String reference, String channel) {
        String orderNo = new Merchant(installation.orderService()).place(reference, 100, channel);
        awaitIn(orderNo, "/order/state", "PAID");
        return orderNo;
    }

    private static void awaitIn(String orderNo, String pointer, String text) {
        JsonApi orders = new JsonApi(installation.orderService());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> orders.get("/orders/" + orderNo)
                        .at(pointer)
                        .stringValue("")
                        .equals(text));
    }

    /** What does not happen in every run, and is shown all the same. */
    private static void giveBackAndResolve() {
        new Simulator(installation.simulator()).plan(Map.of("preset", "calm"));
        JsonApi orders = new JsonApi(installation.orderService());
        String orderNo = paid("given-back", "sandbox");
        orders.post("/orders/" + orderNo + "/refunds", Map.of("refundNo", "R1", "amount", 100));
        awaitIn(orderNo, "/order/state", "REFUNDED");
        orders.post(
                "/orders/" + disputed("resolved") + "/attention/resolve",
                Map.of("reason", "dispute", "by", "the operator"));
    }

    @Test
    void allFaultsTogetherEndInAnAuditOfZeros(TestServers servers) {
        Findings findings = hostile(servers);
        assertThat(findings.clean()).as(findings.table()).isTrue();
        assertThat(findings.completedBy().keySet()).contains("callback", "query");
        assertThat(findings.rescue()).contains("callback dropped for ever", "forged by a stranger");
    }

    @Test
    void theOrdersSayWhatTheChannelsTookAndGaveBack(TestServers servers) {
        hostile(servers);
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    Books books = Books.of(installation.orderService(), installation.simulator());
                    assertThat(books.differences()).isEmpty();
                    assertThat(books.balances()).hasSize(4);
                });
    }

    /**
     * After a run with every fault, so that whatever is counted was there to be counted, and while an order is pending, since
     * where none is nothing is shown of it.
     */
    @Test
    void everyMetricThatPanelsAndRulesNameIsShown(TestServers servers) {
        hostile(servers);
        new Simulator(installation.simulator()).plan(Map.of("preset", "calm", "manual", true));
        new Merchant(installation.orderService()).place("left-by-its-buyer", 100, "sandbox");
        Set<String> seen = new TreeSet<>();
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    seen.addAll(installation.metrics());
                    assertThat(seen).containsAll(Watching.metrics());
                });
    }

    /**
     * A run of its own ({@code -Dtrueup.watching=true}), since it takes a minute and a half. While payments are made, since
     * where nothing is pending nothing is shown of it.
     */
    @Test
    @EnabledIfSystemProperty(named = "trueup.watching", matches = "true")
    void everyPanelAndRuleFindsSomethingInARealPrometheus(TestServers servers) throws IOException {
        Path program =
                RunningPrometheus.program().orElseThrow(() -> new AssertionError("there is no prometheus on the path"));
        List<Watching.Expression> empty = new ArrayList<>(Watching.panels());
        Set<String> unseen = new TreeSet<>(Watching.metrics());
        unseen.add("trueup:callbacks_decided_late:ratio_5m");
        unseen.add("trueup:pending_overdue:ratio_5m");
        giveBackAndResolve();
        try (RunningPrometheus prometheus = RunningPrometheus.start(program, installation.services())) {
            CompletableFuture<Findings> run = CompletableFuture.supplyAsync(() -> demonstrate(servers, 7));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        empty.removeIf(panel -> prometheus.series(panel.over("10s")) > 0);
                        unseen.removeIf(metric -> prometheus.series(metric) > 0);
                        assertThat(empty).isEmpty();
                        assertThat(unseen).isEmpty();
                    });
            Findings findings = run.join();
            assertThat(findings.clean()).as(findings.table()).isTrue();
        }
    }

    private static synchronized Findings hostile(TestServers servers) {
        Findings earlier = HOSTILE.get();
        if (earlier != null) {
            return earlier;
        }
        Findings findings = demonstrate(servers, 42);
        HOSTILE.set(findings);
        return findings;
    }

    private static Findings demonstrate(TestServers servers, long seed) {
        return new Demonstration(
                        installation.orderService(),
                        installation.simulator(),
                        servers.kafkaBootstrapServers(),
                        Installation.SCALE)
                .run(60, "hostile", seed);
    }

    /** The last, so that the output of all the others is looked at too. */
    @Test
    @Order(Integer.MAX_VALUE)
    void nothingSecretIsTold(TestServers servers, CapturedOutput output) throws Exception {
        try (Prying prying = new Prying(installation, servers)) {
            prying.everywhere();

            List<String> all = new ArrayList<>(prying.secrets());
            all.add(prying.marker());
            assertThat(output.getAll()).as("it is captured").contains("dev.trueup");
            assertThat(Prying.lines(output.getAll(), all)).as("logs").isEmpty();
            String management = prying.metricsAndManagement();
            assertThat(management).contains("trueup_callbacks_total", "/order/create");
            assertThat(Prying.lines(management, all)).as("metrics").isEmpty();
            String events = prying.events();
            assertThat(events).contains(prying.marker());
            assertThat(Prying.lines(events, prying.secrets())).as("events").isEmpty();
        }
    }
}
