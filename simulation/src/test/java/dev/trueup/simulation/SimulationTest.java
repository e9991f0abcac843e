package dev.trueup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.simulation.history.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories never played before, and those that once went wrong. */
class SimulationTest {
    private static final @Nullable Long SECONDS = Long.getLong("simulation.seconds");

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** All of them for who asks for so many seconds; else the others are for the tests that run beside it. */
    private static final int THREADS = SECONDS == null ? Math.max(1, CORES / 2) : CORES;

    @Test
    void historiesNeverPlayedBeforeKeepTheGuarantees() throws InterruptedException {
        long seed = Long.getLong("simulation.seed", System.currentTimeMillis() * 1_000);
        System.out.println("simulation: histories from seed " + seed);
        long seconds = SECONDS == null ? 60 : SECONDS;
        Main run = new Main(seed, Long.MAX_VALUE, System.currentTimeMillis() + seconds * 1_000);

        String report = run.run(Integer.getInteger("simulation.threads", THREADS));

        System.out.println("simulation: " + report);
        assertThat(run.failed()).as(report).isNull();
    }

    @ParameterizedTest
    @MethodSource("formerlyFailing")
    void whatOnceWentWrongDoesNotAgain(String scenario) {
        assertThat(new Simulation().play(Scenario.parse(scenario))).isNull();
    }

    static List<String> formerlyFailing() throws IOException {
        try (InputStream file = SimulationTest.class.getResourceAsStream("/formerly-failing-scenarios.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void aScenarioReplaysExactly() {
        for (long seed = 14; seed <= 33; seed++) {
            Scenario scenario = Scenario.of(seed);
            List<String> first = new Simulation().story(scenario);

            assertThat(new Simulation().story(Scenario.parse(scenario.toString())))
                    .as(scenario.toString())
                    .isEqualTo(first)
                    .hasSizeGreaterThan(10);
        }
    }

    /** Another JVM draws other hashes for what has none of its own. */
    @Test
    void aSeedReplaysExactlyInAnotherJvm() throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-exports",
                        "java.base/jdk.internal.vm=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "replay",
                        "5")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> there = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(there).containsSubsequence(new Simulation().story(Scenario.of(5)));
    }

    @Test
    @EnabledIfSystemProperty(named = "simulation.replay", matches = ".+")
    void tellsTheStoryOfAScenario() {
        new Simulation()
                .story(Scenario.parse(System.getProperty("simulation.replay")))
                .forEach(System.out::println);
    }
}
