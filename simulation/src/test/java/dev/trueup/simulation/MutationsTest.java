package dev.trueup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The check of the check: code that is broken on purpose is found to be broken. */
class MutationsTest {
    /** Of computing, whatever else the machine does. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * What came of looking.
     *
     * @param guarantee which was found broken; empty for none
     * @param seed the first that breaks it, or the last tried
     */
    private record Found(Mutation mutation, String guarantee, long seed, double seconds) {
        @Override
        public String toString() {
            return guarantee.isEmpty()
                    ? "simulation: %s is not found by %d histories".formatted(mutation, seed)
                    : "simulation: %s breaks %s with seed %d, found in %.1f s"
                            .formatted(mutation, guarantee, seed, seconds);
        }
    }

    @Test
    void everyMutationIsFound() throws Exception {
        List<Found> all = ofEach(mutation -> look(mutation, Mutant.of(mutation), ""));

        all.forEach(System.out::println);
        assertThat(all)
                .hasSizeGreaterThanOrEqualTo(15)
                .allMatch(found -> !found.guarantee().isEmpty());
    }

    /** For docs/reliability.md; takes minutes. */
    @Test
    @EnabledIfSystemProperty(named = "simulation.table", matches = "true")
    void withoutAnyOneGuaranteesCheckAMutationIsNotFound() throws Exception {
        List<List<Found>> all = ofEach(MutationsTest::lookFurther);

        Map<Guarantee, List<Mutation>> onlyBy = new EnumMap<>(Guarantee.class);
        for (List<Found> ways : all) {
            ways.forEach(System.out::println);
            if (ways.getLast().guarantee().isEmpty() && ways.size() == 2) {
                Guarantee only = Guarantee.valueOf(ways.getFirst().guarantee());
                onlyBy.computeIfAbsent(only, guarantee -> new ArrayList<>())
                        .add(ways.getFirst().mutation());
            }
        }
        onlyBy.forEach((guarantee, mutations) ->
                System.out.println("simulation: without " + guarantee + " nobody finds " + mutations));
        assertThat(onlyBy.keySet()).isEqualTo(EnumSet.allOf(Guarantee.class));
    }

    /** With every guarantee checked, and then without the one that was found broken. */
    private static List<Found> lookFurther(Mutation mutation) throws Exception {
        Mutant.Play play = Mutant.of(mutation);
        Found first = look(mutation, play, "");
        return List.of(first, look(mutation, play, first.guarantee()));
    }

    private static Found look(Mutation mutation, Mutant.Play play, String unchecked) {
        long start = THREADS.getCurrentThreadCpuTime();
        String broken = "";
        long seed = 0;
        while (broken.isEmpty() && THREADS.getCurrentThreadCpuTime() < start + MOST_NANOS) {
            broken = play.broken(++seed, unchecked);
        }
        return new Found(mutation, broken, seed, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
    }

    private interface Looking<R> {
        R at(Mutation mutation) throws Exception;
    }

    private static <R> List<R> ofEach(Looking<R> looking) throws Exception {
        List<Callable<R>> all = new ArrayList<>();
        Mutations.all().forEach(mutation -> all.add(() -> looking.at(mutation)));
        List<R> results = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Future<R> result : threads.invokeAll(all)) {
                results.add(result.get());
            }
        }
        return results;
    }

    @Test
    void whatIsFoundIsToldInAFewLinesOfASmallerHistory() throws Exception {
        Mutation mutation = Mutations.all().stream()
                .filter(one -> one.name().equals("no version guard"))
                .findFirst()
                .orElseThrow();
        Mutant.Play play = Mutant.of(mutation);
        long seed = look(mutation, play, "").seed();

        String report = play.report(seed);

        List<String> lines = report.lines().toList();
        Scenario scenario = Scenario.parse(lines.get(1).substring("scenario:".length()));
        Scenario smaller = Scenario.parse(lines.get(2).substring("smaller:".length()));
        assertThat(scenario).isEqualTo(Scenario.of(seed));
        assertThat(smaller.orders()).isEqualTo(1);
        assertThat(smaller.faults()).hasSizeLessThan(scenario.faults().size());
        assertThat(lines).hasSizeLessThan(60);
        assertThat(lines.getLast()).contains("CHECK");
        assertThat(play.report(seed)).isEqualTo(report);
    }
}
