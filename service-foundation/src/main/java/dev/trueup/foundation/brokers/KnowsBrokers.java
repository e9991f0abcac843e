package dev.trueup.foundation.brokers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * Waits before the consumers start until the name of a broker can be resolved. Consumers bear brokers that are away but not
 * names that nobody knows, and where everything starts at once the name server may be the last: a service that ended for it
 * and started again would only add to the rush.
 */
public final class KnowsBrokers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(KnowsBrokers.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<String> names;
    private final Duration patience;
    private volatile boolean running;

    /**
     * Waits for what these consumers connect to.
     *
     * @param patience how long at most; then the service does not start
     */
    public KnowsBrokers(ConsumerFactory<?, ?> consumers, Duration patience) {
        Object servers =
                consumers.getConfigurationProperties().getOrDefault(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
        Stream<?> all = servers instanceof Collection<?> several
                ? several.stream()
                : Stream.of(servers.toString().split(",", -1));
        // what is no address at all Kafka's client itself refuses, and says why
        this.names = all.map(server -> Utils.getHost(server.toString().strip()))
                .filter(Objects::nonNull)
                .toList();
        this.patience = patience;
    }

    @Override
    public void start() {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (!names.isEmpty() && names.stream().noneMatch(KnowsBrokers::isKnown)) {
            if (System.nanoTime() >= deadline) {
                throw new UnknownBrokersException(
                        "No host of spring.kafka.bootstrap-servers is known: %s; tried for %d s (trueup.kafka.names-within)"
                                .formatted(String.join(", ", names), patience.toSeconds()));
            }
            if (!told) {
                LOG.warn("No host of spring.kafka.bootstrap-servers is known yet: {}; waiting", names);
                told = true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        running = true;
    }

    private static boolean isKnown(String name) {
        try {
            return InetAddress.getAllByName(name).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Just before the consumers. */
    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE - 1;
    }
}
