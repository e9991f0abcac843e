package dev.trueup.quickstart.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Something goes wrong at the sandbox for real, by the true clock, and a real Prometheus with the deployed rules calls
 * somebody for it and for nothing else. A run of its own ({@code -Dtrueup.watching=true}), since it takes five minutes.
 */
@WithServers
@EnabledIfSystemProperty(named = "trueup.watching", matches = "true")
class AlarmsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int MANY = 100;

    private final Set<String> expected = new TreeSet<>();

    @Test
    void forgedAndDroppedCallbacksAndAChannelThatIsAwayEachCallForThemselvesAlone(TestServers servers)
            throws IOException, InterruptedException {
        Path program =
                RunningPrometheus.program().orElseThrow(() -> new AssertionError("there is no prometheus on the path"));
        Map<String, String> byTheTrueClock =
                Map.of("trueup.clock.scale", "1", "trueup.reconciliation.schedule", "5s,5s,10s,20s,30s,1m");
        try (Installation installation = new Installation(servers, 1, byTheTrueClock);
                RunningPrometheus prometheus = RunningPrometheus.start(program, installation.services())) {
            Simulator simulator = new Simulator(installation.simulator());
            simulator.plan(Map.of("preset", "calm"));
            place(installation, "calm", MANY);
            shows(prometheus, "What made orders paid", Map.of("source", "callback"), "> 0");
            forge(installation);
            shows(prometheus, "Callbacks", Map.of("channel", "sandbox", "verdict", "bad-signature"), "> 0");
            calls(prometheus, "TrueupRejectedSignatures");

            simulator.plan(Map.of("preset", "calm", "faults", Map.of("drop", 1)));
            place(installation, "dropped", MANY);
            shows(prometheus, "What made orders paid", Map.of("source", "query"), "> 0");
            calls(prometheus, "TrueupCallbacksMissing");

            simulator.plan(Map.of("preset", "calm", "manual", true));
            place(installation, "away", MANY);
            simulator.condition("sandbox", Map.of("state", "down"));
            Instant back = Instant.now().plus(A_MINUTE);
            shows(prometheus, "Breaker", Map.of("channel", "sandbox"), "== 2");
            calls(prometheus, "TrueupBreakerOpen");
            await().atMost(PATIENCE)
                    .until(() -> onlyWhatIsExpected(prometheus) && Instant.now().isAfter(back));
            simulator.condition("sandbox", Map.of("state", "up"));

            shows(prometheus, "Breaker", Map.of("channel", "sandbox"), "== 0");
            await().atMost(PATIENCE)
                    .until(() -> onlyWhatIsExpected(prometheus)
                            && !prometheus.firing().contains("TrueupBreakerOpen"));
        }
    }

    private static void place(Installation installation, String name, int count) {
        Merchant merchant = new Merchant(installation.orderService());
        IntStream.range(0, count).forEach(number -> merchant.place(name + number, 100, "sandbox"));
    }

    /** By somebody who knows the format and has no key. */
    private static void forge(Installation installation) throws IOException, InterruptedException {
        try (HttpClient stranger = HttpClient.newHttpClient()) {
            for (int number = 0; number < MANY; number++) {
                HttpRequest callback = HttpRequest.newBuilder(
                                installation.ingest().resolve("/callbacks/sandbox"))
                        .header("webhook-id", "msg_" + number)
                        .header("webhook-timestamp", Long.toString(Instant.now().getEpochSecond()))
                        .header("webhook-signature", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=")
                        .POST(BodyPublishers.ofString("{\"type\":\"payment.succeeded\"}"))
                        .build();
                assertThat(stranger.send(callback, BodyHandlers.discarding()).statusCode())
                        .isBetween(400, 499);
            }
        }
    }

    /** The panel has a series with these labels of which this holds. */
    private static void shows(
            RunningPrometheus prometheus, String title, Map<String, String> labels, String condition) {
        String promql = Watching.panels().stream()
                .filter(panel -> panel.title().equals(title))
                .map(panel -> "(" + panel.over("15s") + ") " + condition)
                .findFirst()
                .orElseThrow();
        await(promql).atMost(PATIENCE).until(() -> prometheus.series(promql, labels) > 0);
    }

    /** From now on this alert may fire too, and soon does. */
    private void calls(RunningPrometheus prometheus, String alert) {
        expected.add(alert);
        await(alert)
                .atMost(PATIENCE)
                .until(() ->
                        onlyWhatIsExpected(prometheus) && prometheus.firing().contains(alert));
    }

    private boolean onlyWhatIsExpected(RunningPrometheus prometheus) {
        assertThat(expected).containsAll(prometheus.firing());
        return true;
    }
}
