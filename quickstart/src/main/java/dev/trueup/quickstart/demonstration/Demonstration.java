package dev.trueup.quickstart.demonstration;

import dev.trueup.contracts.ClockScale;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Places payments at every channel, all of which misbehave, waits until a day has passed and has the simulator audit the
 * outcome.
 */
public final class Demonstration {
    private static final int AT_ONCE = 16;
    private static final Duration A_DAY_AND_A_BIT = Duration.ofHours(25);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Merchant merchant;
    private final Simulator simulator;
    private final String kafka;
    private final ClockScale scale;

    /**
     * Demonstrates on a running installation.
     *
     * @param kafka bootstrap servers
     */
    public Demonstration(URI orderService, URI channelSimulator, String kafka, ClockScale scale) {
        this.merchant = new Merchant(orderService);
        this.simulator = new Simulator(channelSimulator);
        this.kafka = kafka;
        this.scale = scale;
    }

    /**
     * Runs it, with a progress bar.
     *
     * @param payments how many
     * @param preset the simulator's plan
     * @param seed decides every fault
     */
    public Findings run(int payments, String preset, long seed) {
        Instant begin = Instant.now();
        simulator.plan(Map.of("preset", preset, "seed", seed, "slowAnswer", "PT1.5S"));
        List<String> channels = simulator.channels();
        try (Integrator integrator = new Integrator(kafka);
                ProgressBar progress = progressBar(payments)) {
            place(payments, channels, seed, integrator, progress);
            Instant end = Instant.now().plus(scale.scaled(A_DAY_AND_A_BIT));
            Instant giveUp = end.plus(LONGEST_WAIT);
            while (Instant.now().isBefore(end)
                    || (integrator.waitingForAnOutcome() > 0 && Instant.now().isBefore(giveUp))) {
                look(integrator, progress, begin);
            }
            Rescue rescue = new Rescue();
            simulator.eachPayment(entry -> rescue.add(entry, integrator::ending));
            Findings findings =
                    new Findings(simulator.statistics(), integrator.completedBy(), rescue.table(), simulator.audit());
            simulator.plan(Map.of("preset", "calm"));
            return findings;
        }
    }

    private static ProgressBar progressBar(int payments) {
        return new ProgressBarBuilder()
                .setTaskName("decided")
                .setInitialMax(payments)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis((int) LOOK.toMillis())
                .build();
    }

    private void look(Integrator integrator, ProgressBar progress, Instant begin) {
        integrator.read(LOOK);
        progress.stepTo(integrator.decided());
        long hours = Math.round(Duration.between(begin, Instant.now()).toMillis() * scale.factor() / 3_600_000);
        progress.setExtraMessage("hour " + hours);
    }

    private void place(int payments, List<String> channels, long seed, Integrator integrator, ProgressBar progress) {
        Instant begin = Instant.now();
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> orders = IntStream.range(0, payments)
                    .<Callable<String>>mapToObj(number -> () -> {
                        places.acquire();
                        try {
                            return merchant.place(
                                    "demo-" + seed + "-" + number,
                                    100 + number % 900,
                                    channels.get(number % channels.size()));
                        } finally {
                            places.release();
                        }
                    })
                    .toList();
            List<Future<String>> placed = new ArrayList<>();
            orders.forEach(order -> placed.add(threads.submit(order)));
            for (Future<String> order : placed) {
                while (!order.isDone()) {
                    look(integrator, progress, begin);
                }
                order.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a payment could not be placed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
