package dev.trueup.orders.asking.kafka;

import dev.trueup.contracts.Topics;
import dev.trueup.foundation.consumers.MoreConsumers;
import dev.trueup.foundation.tracing.OrderTraces;
import dev.trueup.orders.asking.Asking;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.stereotype.Component;

/** One consumer of query-backs for each channel. */
@Component
class QueryBackListeners implements SmartLifecycle, MoreConsumers {
    /**
     * So many calls are under way at once for one channel and consumer, unless its bulkhead is narrower. What all consumers
     * of a replica ask leaves half of the bulkhead to buyers who wait for a create call.
     */
    private static final int BATCH = 16;

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;
    private volatile boolean running;

    QueryBackListeners(
            Map<String, Asking> askings,
            ConcurrentKafkaListenerContainerFactory<String, byte[]> factory,
            KafkaTemplate<String, byte[]> kafka,
            InstantSource clock,
            MeterRegistry meters,
            OrderTraces traces) {
        Map<String, Asking> sorted = new TreeMap<>(askings);
        String first = sorted.keySet().stream().findFirst().orElse("");
        this.containers = sorted.entrySet().stream()
                .map(entry -> container(
                        factory,
                        entry.getKey(),
                        new QueryBackListener(
                                entry.getKey(),
                                entry.getKey().equals(first),
                                entry.getValue(),
                                kafka,
                                clock,
                                meters,
                                traces)))
                .toList();
    }

    private static ConcurrentMessageListenerContainer<String, byte[]> container(
            ConcurrentKafkaListenerContainerFactory<String, byte[]> factory,
            String channel,
            QueryBackListener listener) {
        ConcurrentMessageListenerContainer<String, byte[]> container = factory.createContainer(Topics.QUERY_BACKS);
        container.setBeanName("query-backs-" + channel);
        container.setMainListenerId("query-backs-" + channel);
        container.getContainerProperties().setGroupId("order-service-queries-" + channel);
        container.getContainerProperties().setMessageListener(listener);
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(BATCH));
        container.getContainerProperties().setKafkaConsumerProperties(properties);
        return container;
    }

    @Override
    public List<ConcurrentMessageListenerContainer<String, byte[]>> containers() {
        return containers;
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        containers.forEach(ConcurrentMessageListenerContainer::stop);
    }

    /** All at once: each may have a call under way. */
    @Override
    public void stop(Runnable stopped) {
        running = false;
        CompletableFuture<?>[] all = containers.stream()
                .map(container -> {
                    CompletableFuture<Void> over = new CompletableFuture<>();
                    container.stop(() -> over.complete(null));
                    return over;
                })
                .toArray(CompletableFuture[]::new);
        var unused = CompletableFuture.allOf(all).thenRun(stopped);
    }

    /** As other consumers. */
    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
