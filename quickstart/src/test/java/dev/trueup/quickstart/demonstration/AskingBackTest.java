package dev.trueup.quickstart.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.contracts.ClockScale;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * When no callback comes at all: two replicas each of order-service and reconciliation-service find out by asking alone,
 * and the channel's own count of calls says how much they asked. What is printed is nominal time unless it says otherwise.
 * Larger and slower runs, for figures: {@code -Dtrueup.asking.payments=10000 -Dtrueup.asking.scale=60
 * -Dtrueup.asking.budget=400}.
 */
@WithServers
class AskingBackTest {
    private static final int PAYMENTS = Integer.getInteger("trueup.asking.payments", 100);
    private static final int SCALE = Integer.getInteger("trueup.asking.scale", 600);
    private static final int BUDGET = Integer.getInteger("trueup.asking.budget", 50);
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int AT_ONCE = 16;

    private static Installation installation;
    private static Simulator simulator;
    private static Merchant merchant;
    private static String kafka;

    @BeforeAll
    static void start(TestServers servers) throws IOException {
        kafka = servers.kafkaBootstrapServers();
        installation = new Installation(
                servers,
                2,
                Map.of(
                        "trueup.clock.scale",
                        Integer.toString(SCALE),
                        "trueup.channels.budgets.sandbox",
                        Integer.toString(BUDGET),
                        "trueup.reconciliation.channels.sandbox.query-backs-per-second",
                        Integer.toString(BUDGET * 4 / 5),
                        "trueup.reconciliation.schedule",
                        "10s,5s,30s,1m,3m,5m,10m,30m,1h",
                        "trueup.orders.expires-in",
                        "24h",
                        "trueup.orders.announce-again-after",
                        "30m"));
        simulator = new Simulator(installation.simulator());
        merchant = new Merchant(installation.orderService());
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    /** Every buyer pays, and nobody is ever told. */
    @BeforeEach
    void allCallbacksAreLost() {
        simulator.plan(Map.of("preset", "calm", "faults", Map.of("drop", 1)));
        simulator.countCallsAnew();
    }

    @Test
    void everyPaidPaymentBecomesPaidByAskingWithinTheBudget() throws Exception {
        try (Integrator integrator = new Integrator(kafka)) {
            List<String> orders = place("lost", PAYMENTS);

            untilPaid(integrator, orders);

            printTimeToTruth(integrator, orders);
            assertThat(integrator.completedBy()).containsOnlyKeys("query");
            assertWithinTheBudget();
        }
        JsonNode audit = simulator.audit();
        assertThat(new Findings(simulator.statistics(), Map.of(), "", audit).clean())
                .as(audit.toString())
                .isTrue();
    }

    @Test
    void afterAnHoursOutageThereIsNoStormAndNobodyStarves() throws Exception {
        try (Integrator integrator = new Integrator(kafka)) {
            simulator.plan(Map.of("manual", true));
            List<String> old = place("old", PAYMENTS);
            simulator.condition("sandbox", Map.of("state", "down"));
            for (String orderNo : old) {
                simulator.pay(orderNo);
            }
            Instant back = Instant.now().plus(new ClockScale(SCALE).scaled(Duration.ofHours(1)));
            await().atMost(PATIENCE)
                    .until(() -> Instant.now().isAfter(back)
                            && summary()
                                    .path("breaker")
                                    .path("state")
                                    .asString()
                                    .equals("open"));
            assertThat(summary().path("pending").asInt()).isGreaterThanOrEqualTo(PAYMENTS);
            simulator.countCallsAnew();
            simulator.plan(Map.of("preset", "calm", "faults", Map.of("drop", 1)));
            Instant returned = Instant.now();
            simulator.condition("sandbox", Map.of("state", "up"));

            List<String> fresh = new ArrayList<>();
            while (integrator.paid(old) < old.size()) {
                fresh.add(merchant.place("fresh-" + returned + fresh.size(), 100, "sandbox"));
                integrator.read(Duration.ofMillis(200));
                assertThat(Duration.between(returned, Instant.now())).isLessThan(PATIENCE);
            }
            untilPaid(integrator, fresh);

            Duration longest = old.stream()
                    .map(orderNo -> Duration.between(returned, decidedAt(integrator, orderNo)))
                    .max(Duration::compareTo)
                    .orElseThrow();
            List<Duration> freshWaits = fresh.stream()
                    .map(orderNo ->
                            Duration.between(integrator.latest(orderNo).createdAt(), decidedAt(integrator, orderNo)))
                    .sorted()
                    .toList();
            System.out.printf(
                    "%d orders after an hour's outage, budget %d/s: the last was decided %.1f s after the channel's"
                            + " return; %d new orders meanwhile were decided within %.1f s (median), %.1f s (longest),"
                            + " real time%n",
                    old.size(),
                    BUDGET,
                    longest.toMillis() / 1000.0,
                    fresh.size(),
                    freshWaits.get(freshWaits.size() / 2).toMillis() / 1000.0,
                    freshWaits.getLast().toMillis() / 1000.0);
            assertWithinTheBudget();
            assertThat(summary().path("breaker").path("state").asString()).isEqualTo("closed");
        }
    }

    @Test
    void reconciliationsDatabaseMayBeDroppedInTheMiddle(TestServers servers) throws Exception {
        try (Integrator integrator = new Integrator(kafka)) {
            List<String> orders = place("dropped", PAYMENTS);
            await().atMost(PATIENCE).until(() -> {
                integrator.read(Duration.ofMillis(100));
                return integrator.paid(orders) > 0;
            });
            List<String> forgotten = place("forgotten", PAYMENTS);

            try (MongoClient client = MongoClients.create(servers.mongoUri())) {
                client.getDatabase(installation.reconciliationDatabase()).drop();
            }

            untilPaid(integrator, orders);
            untilPaid(integrator, forgotten);
            assertWithinTheBudget();
        }
    }

    private static List<String> place(String name, int count) throws Exception {
        String run = name + "-" + Instant.now().toEpochMilli() + "-";
        List<String> orders = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<String>> placed = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String reference = run + i;
                placed.add(threads.submit(() -> merchant.place(reference, 100, "sandbox")));
            }
            for (Future<String> one : placed) {
                orders.add(one.get());
            }
        }
        return orders;
    }

    private static void untilPaid(Integrator integrator, List<String> orders) {
        await().atMost(PATIENCE).until(() -> {
            integrator.read(Duration.ofMillis(200));
            return integrator.paid(orders) == orders.size();
        });
    }

    private static void assertWithinTheBudget() {
        JsonNode calls = simulator.calls("sandbox");
        long busiest = calls.path("busiest").path("calls").asLong();
        Map<String, Long> totals = new TreeMap<>();
        calls.path("totals")
                .propertyStream()
                .forEach(kind ->
                        totals.put(kind.getKey(), kind.getValue().path("calls").asLong()));
        System.out.printf("calls %s, at most %d in any second of %d allowed%n", totals, busiest, BUDGET);
        assertThat(busiest).isPositive().isLessThanOrEqualTo(BUDGET);
    }

    private static void printTimeToTruth(Integrator integrator, List<String> orders) {
        Map<Integer, List<Duration>> byAttempt = new TreeMap<>();
        JsonApi reconciliation = new JsonApi(installation.reconciliation());
        for (String orderNo : orders) {
            int attempts =
                    reconciliation.get("/pending/" + orderNo).path("attempts").asInt();
            OrderSnapshot order = integrator.latest(orderNo);
            byAttempt
                    .computeIfAbsent(attempts, key -> new ArrayList<>())
                    .add(Duration.between(order.createdAt(), decidedAt(integrator, orderNo))
                            .multipliedBy(SCALE));
        }
        System.out.println("attempt  payments  truth after (median)  (longest)");
        byAttempt.forEach((attempt, times) -> {
            List<Duration> sorted = times.stream().sorted().toList();
            System.out.printf(
                    "%7d  %8d  %18d s  %7d s%n",
                    attempt,
                    sorted.size(),
                    sorted.get(sorted.size() / 2).toSeconds(),
                    sorted.getLast().toSeconds());
        });
    }

    private static Instant decidedAt(Integrator integrator, String orderNo) {
        return Objects.requireNonNull(integrator.latest(orderNo).decidedAt(), orderNo);
    }

    private static JsonNode summary() {
        return new JsonApi(installation.reconciliation())
                .get("/pending/summary")
                .path("channels")
                .valueStream()
                .filter(channel -> channel.path("channel").asString().equals("sandbox"))
                .findFirst()
                .orElseThrow();
    }
}
