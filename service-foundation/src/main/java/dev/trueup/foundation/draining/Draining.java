package dev.trueup.foundation.draining;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Holds back the end of everything else for a while. By then Boot has said that the service is not ready any more;
 * after it the server takes nothing new and finishes what it has ({@code server.shutdown: graceful}).
 */
final class Draining implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, Ordered {
    /** Stopped before all others, the web server and the consumers too. */
    static final int PHASE = Integer.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

    private final Duration drain;
    private volatile boolean running;
    private volatile boolean leaving;

    Draining(Duration drain) {
        this.drain = drain;
    }

    @Override
    public void start() {
        running = true;
        leaving = false;
    }

    /** Before all others hear of it, so that whatever they answer because of it asks for another connection. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        leaving = true;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** Without a callback nobody waits for, so this waits itself. */
    @Override
    public void stop() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        stop(() -> over.complete(null));
        over.join();
    }

    @Override
    public void stop(Runnable stopped) {
        running = false;
        leaving = true;
        if (drain.isZero()) {
            stopped.run();
            return;
        }
        LOG.info("Not ready any more, serving on for {}", drain);
        CompletableFuture.delayedExecutor(drain.toMillis(), TimeUnit.MILLISECONDS)
                .execute(stopped);
    }

    /** Whether it was told to stop. */
    boolean isLeaving() {
        return leaving;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
