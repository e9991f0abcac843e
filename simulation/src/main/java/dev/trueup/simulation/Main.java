package dev.trueup.simulation;

import dev.trueup.simulation.history.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Plays histories for as long as one likes, on all cores, or one again.
 *
 * <ul>
 *   <li>{@code minutes N [SEED]}: seeds from SEED on, by default from the clock, until one fails or the time is over
 *   <li>{@code histories N [SEED]}: so many
 *   <li>{@code replay SCENARIO}: tells the story of a seed or a scenario
 * </ul>
 */
public final class Main {
    private final long first;
    private final AtomicLong next;
    private final AtomicLong steps = new AtomicLong();
    private final long count;
    private final long deadline;
    private final AtomicReference<@Nullable Scenario> failed = new AtomicReference<>();

    Main(long first, long count, long deadline) {
        this.first = first;
        this.next = new AtomicLong(first);
        this.count = count;
        this.deadline = deadline;
    }

    /** Exit code 1 where a guarantee is broken, 2 for wrong arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2) {
            System.err.println("usage: minutes N [SEED] | histories N [SEED] | replay SCENARIO");
            System.exit(2);
        }
        if (arguments[0].equals("replay")) {
            List<String> words = List.of(arguments).subList(1, arguments.length);
            new Simulation().story(Scenario.parse(String.join(" ", words))).forEach(System.out::println);
            return;
        }
        long amount = Long.parseLong(arguments[1]);
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.currentTimeMillis() * 1_000;
        boolean timed = arguments[0].equals("minutes");
        long end = timed ? System.currentTimeMillis() + amount * 60_000 : Long.MAX_VALUE;
        Main run = new Main(seed, timed ? Long.MAX_VALUE : amount, end);
        System.out.println(run.run(Runtime.getRuntime().availableProcessors()));
        System.exit(run.failed.get() == null ? 0 : 1);
    }

    /** Plays on so many threads, and says what came of it. */
    String run(int threads) throws InterruptedException {
        long start = System.currentTimeMillis();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(Thread.ofPlatform().start(this::play));
        }
        for (Thread thread : all) {
            thread.join();
        }
        Scenario scenario = failed.get();
        if (scenario != null) {
            return report(scenario);
        }
        long played = Math.min(next.get() - first, count);
        double seconds = (System.currentTimeMillis() - start) / 1000.0;
        return "%d histories of %d steps on average from seed %d, all clean, in %.0f s (%.0f/s)"
                .formatted(played, steps.get() / Math.max(1, played), first, seconds, played / seconds);
    }

    private void play() {
        Simulation simulation = new Simulation();
        while (failed.get() == null && System.currentTimeMillis() < deadline) {
            long seed = next.getAndIncrement();
            if (seed - first >= count) {
                break;
            }
            Scenario scenario = Scenario.of(seed);
            if (simulation.play(scenario) != null) {
                failed.compareAndSet(null, scenario);
            }
        }
        steps.addAndGet(simulation.steps());
    }

    /** The story of a failing scenario, as small as it can be made. */
    static String report(Scenario scenario) {
        Simulation simulation = new Simulation();
        Scenario small = simulation.shrink(scenario);
        return "seed %d breaks a guarantee%nscenario: %s%nsmaller:  %s%n%s"
                .formatted(scenario.seed(), scenario, small, String.join("\n", simulation.story(small)));
    }

    /** The scenario that broke a guarantee; null for none. */
    @Nullable
    Scenario failed() {
        return failed.get();
    }
}
