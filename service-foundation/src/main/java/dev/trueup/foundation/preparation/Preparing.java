package dev.trueup.foundation.preparation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does what is to be prepared before consumers and web start, where the neighbours are there; else beside them, until
 * all of it worked once.
 */
final class Preparing implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Preparing.class);

    private final List<Preparation> missing;
    private final PreparationSettings settings;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Thread worker;

    Preparing(List<Preparation> preparations, PreparationSettings settings) {
        this.missing = new CopyOnWriteArrayList<>(preparations);
        this.settings = settings;
    }

    /** What has not worked yet, in its order. */
    List<String> missing() {
        return missing.stream().map(Preparation::what).toList();
    }

    @Override
    public synchronized void start() {
        worker = Thread.ofVirtual().name("preparing").start(this::prepareAll);
        try {
            if (!done.await(settings.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("Starting without {}: not ready until that is done", missing());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepareAll() {
        boolean complained = false;
        while (!missing.isEmpty()) {
            Preparation next = missing.getFirst();
            try {
                next.prepare();
                missing.removeFirst();
                if (complained) {
                    LOG.info("Done at last: {}", next.what());
                    complained = false;
                }
            } catch (RuntimeException e) { // whatever it is, only another try can show that it is over
                if (!complained) { // once, however long it lasts
                    LOG.warn("Cannot prepare {} yet, and try again every {}: {}", next.what(), settings.retry(), e);
                    complained = true;
                }
                if (!paused(settings.retry())) {
                    return;
                }
            }
        }
        done.countDown();
    }

    private static boolean paused(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = worker;
        worker = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }

    /** Before everything that serves or consumes. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
