package dev.trueup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.simulation.checks.Guarantee;
import dev.trueup.simulation.history.Scenario;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List<Found> all = ofEach(Mutations.all(), mutation -> look(mutation, Mutant.of(mutation), ""));

        all.forEach(System.out::println);
        assertThat(all)
                .hasSizeGreaterThanOrEqualTo(15)
                .allMatch(found -> !found.guarantee().isEmpty());
    }

    /** For each check a mutation that nothing else finds: it is in docs/reliability.md. */
    private static final Map<Guarantee, String> FOUND_BY_IT_ALONE = Map.ofEntries(
            Map.entry(Guarantee.PAID_ONLY_WHEN_CHARGED, "amount checked on callbacks only"),
            Map.entry(Guarantee.ACKNOWLEDGED_ONLY_WHEN_KEPT, "acknowledged, and published a moment later"),
            Map.entry(Guarantee.ONE_EFFECT, "settled order resurrected by a late duplicate"),
            Map.entry(Guarantee.OUTCOME_STAYS, "a failure overwrites an outcome"),
            Map.entry(Guarantee.NOTHING_FORGOTTEN, "a question asked for ever"),
            Map.entry(Guarantee.WITHIN_BUDGET, "budget counted at emission only"),
            Map.entry(Guarantee.ENDED_AT_THE_CHANNEL_FIRST, "not known believed soon after the expiry"),
            Map.entry(Guarantee.GIVEN_BACK_ONCE, "refunds beyond the day's allowance"),
            Map.entry(Guarantee.REFUNDS_TRUE, "refund taken for accepted before it is asked for"),
            Map.entry(Guarantee.MONEY_ACCOUNTED_FOR, "only what a callback made PAID is asked about once more"),
            Map.entry(Guarantee.EVENTS_IN_ORDER, "swept and direct publishing out of order"),
            Map.entry(Guarantee.ONLY_THE_CHANNELS_WORD, "signature checked of payments only"),
            Map.entry(Guarantee.ANSWERS_STAY_TRUE, "time-out of a write taken as failure"),
            Map.entry(Guarantee.NO_SURPRISE, "another's change taken as a fault"));

    /** Takes some minutes, since each is looked for in vain: all of them with {@code true}, or that of one guarantee. */
    @Test
    @EnabledIfSystemProperty(named = "simulation.table", matches = ".+")
    void withoutAnyOneGuaranteesCheckAMutationIsNotFound() throws Exception {
        assertThat(FOUND_BY_IT_ALONE).containsOnlyKeys(Guarantee.values());
        String which = System.getProperty("simulation.table");
        Set<String> wanted = which.equals("true")
                ? Set.copyOf(FOUND_BY_IT_ALONE.values())
                : Set.of(FOUND_BY_IT_ALONE.get(Guarantee.valueOf(which)));
        List<Mutation> mutations = Mutations.all().stream()
                .filter(mutation -> wanted.contains(mutation.name()))
                .toList();

        List<Found> without = ofEach(mutations, MutationsTest::lookWithoutItsCheck);

        without.forEach(found -> System.out.println("without its check: " + found));
        assertThat(without)
                .hasSameSizeAs(wanted)
                .allMatch(found -> found.guarantee().isEmpty());
    }

    private static Found lookWithoutItsCheck(Mutation mutation) throws Exception {
        Guarantee unchecked = FOUND_BY_IT_ALONE.entrySet().stream()
                .filter(entry -> entry.getValue().equals(mutation.name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return look(mutation, Mutant.of(mutation), unchecked.name());
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

    private static <R> List<R> ofEach(List<Mutation> mutations, Looking<R> looking) throws Exception {
        List<Callable<R>> all = new ArrayList<>();
        mutations.forEach(mutation -> all.add(() -> looking.at(mutation)));
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
