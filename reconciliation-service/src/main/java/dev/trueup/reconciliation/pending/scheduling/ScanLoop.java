package dev.trueup.reconciliation.pending.scheduling;

import dev.trueup.reconciliation.mongo.StoreClock;
import dev.trueup.reconciliation.pending.DueScan;
import dev.trueup.reconciliation.settings.ReconciliationSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Scans for due orders again and again. Of all that runs it starts last and stops first (the phase that
 * {@link SmartLifecycle} has by default), and stopping waits for the running scan.
 */
@Component
class ScanLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ScanLoop.class);

    /** Longer than a scan can take, all its waits being bounded. */
    private static final int LONGEST_STOP_SECONDS = 25;

    private final Runnable timeCheck;
    private final DueScan scan;
    private final Duration interval;
    private final Timer time;
    private final Counter claimed;

    private volatile @Nullable ScheduledExecutorService thread;
    private volatile @Nullable Future<?> loop;

    @Autowired
    ScanLoop(StoreClock clock, DueScan scan, ReconciliationSettings settings, MeterRegistry meters) {
        this(clock::refresh, scan, settings.scanInterval(), meters);
    }

    /** @param timeCheck goes before each scan */
    ScanLoop(Runnable timeCheck, DueScan scan, Duration interval, MeterRegistry meters) {
        this.timeCheck = timeCheck;
        this.scan = scan;
        this.interval = interval;
        this.time = Timer.builder("trueup.queryback.scan")
                .description("Scans for due orders")
                .register(meters);
        this.claimed = Counter.builder("trueup.queryback.claimed")
                .description("Due orders that this replica took on")
                .register(meters);
    }

    @Override
    public void start() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("due-scan").factory());
        thread = executor;
        loop = executor.scheduleWithFixedDelay(() -> scanAll(executor), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService executor = thread;
        if (executor == null) {
            return;
        }
        loop = null;
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("the running scan did not end in {} s and is interrupted", LONGEST_STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Whether the loop has ended without being stopped, as it does of an {@link Error}. */
    boolean dead() {
        Future<?> running = loop;
        return running != null && running.isDone();
    }

    private void scanAll(ScheduledExecutorService executor) {
        try {
            DueScan.Result result;
            do {
                long start = System.nanoTime();
                timeCheck.run();
                result = scan.run();
                time.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                claimed.increment(result.claimed());
            } while (result.more() && !executor.isShutdown());
        } catch (RuntimeException e) {
            log.warn("the scan for due orders failed and is tried again: {}", e.toString());
        }
    }
}
