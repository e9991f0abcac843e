package dev.trueup.quickstart.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.orders.OrderServiceApplication;
import dev.trueup.reconciliation.ReconciliationApplication;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Three replicas each of order-service and reconciliation-service ask about more orders than the budget has room for: one
 * as it should be, one whose clock is half a minute ahead, one that is paused for longer than Kafka waits for it, and wakes
 * up. The channel counts the calls.
 */
@WithServers
class ThreeReplicasTest {
    private static final int ORDERS = 120;
    private static final int BUDGET = 40;
    private static final Duration LEASE = Duration.ofSeconds(35);

    /** What a round takes at the budget, with a slow machine's share. */
    private static final Duration ROUND = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final List<ReplicaProcess> PROCESSES = new ArrayList<>();
    private static Installation installation;
    private static List<ConfigurableApplicationContext> ahead;
    private static Simulator simulator;

    @BeforeAll
    static void start(TestServers servers) throws IOException {
        installation = new Installation(
                servers,
                1,
                Map.of(
                        "trueup.clock.scale",
                        "1",
                        "trueup.channels.budgets.sandbox",
                        Integer.toString(BUDGET),
                        "trueup.reconciliation.channels.sandbox.query-backs-per-second",
                        Integer.toString(BUDGET * 4 / 5),
                        "trueup.reconciliation.schedule",
                        "2s",
                        "trueup.reconciliation.lease",
                        LEASE.toString(),
                        "spring.kafka.consumer.properties[session.timeout.ms]",
                        "6000",
                        "logging.level.dev.trueup",
                        "info"));
        simulator = new Simulator(installation.simulator());
        InstantSource wrong = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(30));
        ahead = installation.replicas(wrong);
        for (Class<?> service : List.of(OrderServiceApplication.class, ReconciliationApplication.class)) {
            ReplicaProcess process = ReplicaProcess.start(service, installation.argumentsOf(service));
            PROCESSES.add(process);
            await().atMost(PATIENCE).until(process::isStarted);
        }
    }

    @AfterAll
    static void stop() {
        PROCESSES.forEach(ReplicaProcess::close);
        installation.close();
    }

    @Test
    void neitherRebalanceNorPauseNorWrongClockBreaksTheBudgetOrLeavesAnOrderUnasked() {
        simulator.plan(Map.of("manual", true));
        Merchant merchant = new Merchant(installation.orderService());
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            orders.add(merchant.place("replicas-" + i, 100, "sandbox"));
        }
        untilAllAreAskedAbout(orders);

        simulator.countCallsAnew();
        Instant began = Instant.now();
        untilAllAreAskedAbout(orders);
        PROCESSES.forEach(ReplicaProcess::pause);
        Instant rebalanced = Instant.now().plus(LEASE);
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(rebalanced));
        untilAllAreAskedAbout(orders);
        PROCESSES.forEach(ReplicaProcess::wake);
        untilAllAreAskedAbout(orders);
        untilAllAreAskedAbout(orders);
        ahead.forEach(ConfigurableApplicationContext::close);
        untilAllAreAskedAbout(orders);

        long busiest = simulator.calls("sandbox").path("busiest").path("calls").asLong();
        Map<String, Duration> gaps = longestGaps(orders, began, Instant.now());
        Duration longest = gaps.values().stream().max(Duration::compareTo).orElseThrow();
        System.out.printf(
                "three replicas, one 30 s ahead, one paused for %d s: at most %d calls in any second of %d allowed;"
                        + " no order unasked for longer than %.1f s (lease %d s)%n",
                LEASE.toSeconds(), busiest, BUDGET, longest.toMillis() / 1000.0, LEASE.toSeconds());
        assertThat(busiest).isPositive().isLessThanOrEqualTo(BUDGET);
        assertThat(longest).isLessThan(LEASE.plus(ROUND));
    }

    /** From now on once more each. */
    private static void untilAllAreAskedAbout(List<String> orders) {
        Instant from = Instant.now();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> asked(from).keySet().containsAll(Set.copyOf(orders)));
    }

    /** When each order was asked about since, the latest first. */
    private static Map<String, List<Instant>> asked(Instant since) {
        Map<String, List<Instant>> asked = new HashMap<>();
        for (JsonNode call : simulator.calledLately()) {
            Instant at = Instant.parse(call.path("at").stringValue());
            if (call.path("kind").stringValue().equals("query") && !at.isBefore(since)) {
                asked.computeIfAbsent(call.path("orderNo").stringValue(), any -> new ArrayList<>())
                        .add(at);
            }
        }
        return asked;
    }

    private static Map<String, Duration> longestGaps(List<String> orders, Instant from, Instant to) {
        Map<String, List<Instant>> asked = asked(from);
        Map<String, Duration> longest = new TreeMap<>();
        for (String order : orders) {
            Instant later = to;
            for (Instant at : asked.getOrDefault(order, List.of())) {
                longest.merge(order, Duration.between(at, later), (a, b) -> a.compareTo(b) > 0 ? a : b);
                later = at;
            }
            longest.merge(order, Duration.between(from, later), (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        return longest;
    }
}
