package dev.trueup.ingest.callback.kafka;

import dev.trueup.ingest.callback.CallbackJournal;
import dev.trueup.ingest.callback.IncomingCallback;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/** Keeps callbacks in {@code trueup.callbacks.v1}: kept is what all in-sync replicas have acknowledged. */
final class KafkaCallbackJournal implements CallbackJournal {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaCallbackJournal.class);

    private final KafkaOperations<String, byte[]> kafka;
    private final InstantSource clock;
    private final Counter failures;
    private volatile Instant lastKept = Instant.MIN;
    private volatile boolean failing;

    KafkaCallbackJournal(KafkaOperations<String, byte[]> kafka, InstantSource clock, MeterRegistry meters) {
        this.kafka = kafka;
        this.clock = clock;
        this.failures = Counter.builder("trueup.callbacks.publish.failures")
                .description("Verified callbacks that Kafka did not acknowledge in time")
                .register(meters);
    }

    @Override
    public boolean keep(IncomingCallback callback, @Nullable String orderNo, Duration within) {
        long start = System.nanoTime();
        try {
            // may itself block for max.block.ms, while the topic's partitions are unknown or the buffer is full
            Future<?> acknowledgement = kafka.send(CallbackRecords.received(callback, orderNo));
            long spent = System.nanoTime() - start;
            acknowledgement.get(Math.max(0, within.toNanos() - spent), TimeUnit.NANOSECONDS);
            lastKept = clock.instant();
            failing = false;
            return true;
        } catch (TimeoutException e) {
            return lost(callback, orderNo, "no acknowledgement within " + within);
        } catch (ExecutionException e) {
            return lost(callback, orderNo, String.valueOf(e.getCause()));
        } catch (KafkaException | org.springframework.kafka.KafkaException e) {
            return lost(callback, orderNo, String.valueOf(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lost(callback, orderNo, "interrupted");
        }
    }

    private boolean lost(IncomingCallback callback, @Nullable String orderNo, String why) {
        failing = true;
        failures.increment();
        LOG.warn(
                "Callback of {} for order {} was not kept, and is to come again: {}", callback.channel(), orderNo, why);
        return false;
    }

    /** Whether the last callback was kept, and that not long ago. */
    boolean hasKeptWithin(Duration recently) {
        return !failing && lastKept.isAfter(clock.instant().minus(recently));
    }
}
