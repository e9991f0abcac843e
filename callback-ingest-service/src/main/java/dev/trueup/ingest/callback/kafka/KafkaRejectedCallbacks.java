package dev.trueup.ingest.callback.kafka;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.ingest.callback.IncomingCallback;
import dev.trueup.ingest.callback.RejectedCallbacks;
import dev.trueup.ingest.settings.IngestSettings;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Tells of rejected callbacks in {@code trueup.callbacks.rejected.v1}, by a producer of its own, so that strangers can
 * fill neither the buffer nor the time of the verified ones. What exceeds a bound is counted and forgotten.
 */
final class KafkaRejectedCallbacks implements RejectedCallbacks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaRejectedCallbacks.class);

    private final ProducerFactory<String, byte[]> producers;
    private final RateLimiter rate;
    private final long maxBody;
    private final Counter told;
    private final Counter tooLarge;
    private final Counter tooMany;
    private final Counter failed;

    /** Takes the factory over, which makes one producer and keeps it, and closes it. */
    KafkaRejectedCallbacks(
            ProducerFactory<String, byte[]> producers, IngestSettings.Rejected bounds, MeterRegistry meters) {
        this.producers = producers;
        this.maxBody = bounds.maxBody().toBytes();
        this.rate = RateLimiter.of(
                "rejected-callbacks",
                RateLimiterConfig.custom()
                        .limitForPeriod(bounds.perSecond())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(Duration.ZERO)
                        .build());
        this.told = counter(meters, "told");
        this.tooLarge = counter(meters, "too-large");
        this.tooMany = counter(meters, "too-many");
        this.failed = counter(meters, "failed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("trueup.callbacks.rejected")
                .description("Callbacks that failed verification, by whether they were passed on as hints")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public void tell(IncomingCallback callback, CallbackProtocol.Reason reason, CallbackProtocol protocol) {
        if (callback.message().body().length > maxBody) {
            tooLarge.increment();
            return;
        }
        if (!rate.acquirePermission()) {
            tooMany.increment();
            return;
        }
        try {
            String orderNo = protocol.orderNoHint(callback.message().body());
            Future<?> unused = producers
                    .createProducer()
                    .send(
                            CallbackRecords.rejected(callback, reason, orderNo),
                            (metadata, failure) -> (failure == null ? told : failed).increment());
        } catch (RuntimeException e) { // a hint is not worth a failed answer, whatever is wrong
            failed.increment();
            LOG.debug("A rejected callback of {} was not passed on", callback.channel(), e);
        }
    }

    @Override
    public void close() {
        producers.reset();
    }
}
