package dev.trueup.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the measurements and puts each beside its ceiling. */
public final class Benchmarks {
    /** What verifying and reading may cost at most, as a multiple of what cannot be done without. */
    private static final double MOST = 1.3;

    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CallbackBenchmark.class.getName())
                        .build())
                .run();
        Map<String, Double> ours = new TreeMap<>();
        Map<String, Double> bare = new TreeMap<>();
        for (RunResult result : results) {
            Map<String, Double> into = result.getPrimaryResult().getLabel().equals("bare") ? bare : ours;
            into.put(
                    result.getParams().getParam("channel"),
                    result.getPrimaryResult().getScore());
        }
        System.out.printf("%n%-12s %14s %14s %8s  (at most %.1f)%n", "channel", "ours, µs", "bare, µs", "ratio", MOST);
        boolean within = true;
        for (Map.Entry<String, Double> measured : ours.entrySet()) {
            double ceiling = bare.getOrDefault(measured.getKey(), Double.NaN);
            double ratio = measured.getValue() / ceiling;
            within &= ratio <= MOST;
            System.out.printf("%-12s %14.2f %14.2f %8.2f%n", measured.getKey(), measured.getValue(), ceiling, ratio);
        }
        System.exit(within ? 0 : 1);
    }
}
