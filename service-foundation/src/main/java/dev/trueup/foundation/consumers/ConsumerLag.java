package dev.trueup.foundation.consumers;

import dev.trueup.foundation.consumers.Backlogs.Backlog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Measures, every 15 s, how far this service's consumer groups are behind; all replicas measure the same. */
class ConsumerLag implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConsumerLag.class);

    private final Containers containers;
    private final Backlogs backlogs;
    private final InstantSource clock;
    private final MultiGauge records;
    private final MultiGauge seconds;
    private final ReentrantLock measuring = new ReentrantLock();
    private boolean closed;

    ConsumerLag(Containers containers, Backlogs backlogs, InstantSource clock, MeterRegistry meters) {
        this.containers = containers;
        this.backlogs = backlogs;
        this.clock = clock;
        this.records = MultiGauge.builder("trueup.consumer.lag.records")
                .description("Records of a topic that a group has not consumed")
                .register(meters);
        this.seconds = MultiGauge.builder("trueup.consumer.lag.seconds")
                .description("Age of the oldest record of a topic that a group has not consumed")
                .register(meters);
    }

    /** At a fixed rate, so that it holds up nothing else that is scheduled; skipped where the last one still runs. */
    @Scheduled(initialDelayString = "5s", fixedRateString = "15s")
    void measure() {
        if (!measuring.tryLock()) {
            return;
        }
        try {
            if (!closed) {
                tell(measured());
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            tell(Map.of()); // not known is not zero
            log.info("consumers' lag could not be measured: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            measuring.unlock();
        }
    }

    private Map<Tags, Backlog> measured() throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TreeSet<String>> topics = new TreeMap<>();
        containers.stream().forEach(container -> {
            String group = container.getGroupId();
            if (group != null) {
                topics.computeIfAbsent(group, unused -> new TreeSet<>()).addAll(Containers.topics(container));
            }
        });
        Map<Tags, Backlog> all = new HashMap<>();
        for (Map.Entry<String, TreeSet<String>> consumer : topics.entrySet()) {
            backlogs.of(consumer.getKey(), consumer.getValue())
                    .forEach((topic, backlog) -> all.put(Tags.of("group", consumer.getKey(), "topic", topic), backlog));
        }
        return all;
    }

    private void tell(Map<Tags, Backlog> measured) {
        Instant now = clock.instant();
        List<Row<?>> counts = new ArrayList<>();
        List<Row<?>> ages = new ArrayList<>();
        measured.forEach((tags, backlog) -> {
            counts.add(Row.of(tags, backlog.records()));
            ages.add(Row.of(tags, age(backlog, now)));
        });
        records.register(counts, true);
        seconds.register(ages, true);
    }

    private static double age(Backlog backlog, Instant now) {
        if (backlog.oldest() != null) {
            return Math.max(0, Duration.between(backlog.oldest(), now).toMillis()) / 1000.0;
        }
        return backlog.records() == 0 ? 0 : Double.NaN;
    }

    /** Waits for the measurement that runs. */
    @Override
    public void close() {
        measuring.lock();
        try {
            closed = true;
            backlogs.close();
        } finally {
            measuring.unlock();
        }
    }
}
