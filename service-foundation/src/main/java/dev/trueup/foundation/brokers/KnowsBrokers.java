package dev.trueup.foundation.brokers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Waits at start until the name of a broker can be resolved. Kafka's clients bear brokers that are away but not names that
 * nobody knows, and where everything starts at once the name server may be the last: a service that ended for it and
 * started again would only add to the rush.
 */
class KnowsBrokers implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Logger LOG = LoggerFactory.getLogger(KnowsBrokers.class);
    private static final String PATIENCE = "trueup.kafka.names-within";
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        Binder binder = Binder.get(environment);
        List<String> names =
                binder
                        .bind("spring.kafka.bootstrap-servers", Bindable.listOf(String.class))
                        .orElseGet(List::of)
                        .stream()
                        // what is no address at all Kafka's client itself refuses, and says why
                        .map(Utils::getHost)
                        .filter(Objects::nonNull)
                        .toList();
        Duration patience = binder.bind(PATIENCE, Duration.class).orElse(USUAL_PATIENCE);
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (!names.isEmpty() && names.stream().noneMatch(KnowsBrokers::isKnown)) {
            if (System.nanoTime() >= deadline) {
                throw new UnknownBrokersException(
                        "No host of spring.kafka.bootstrap-servers is known: %s; tried for %d s (%s)"
                                .formatted(String.join(", ", names), patience.toSeconds(), PATIENCE));
            }
            if (!told) {
                LOG.warn("No host of spring.kafka.bootstrap-servers is known yet: {}; waiting", names);
                told = true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isKnown(String name) {
        try {
            return InetAddress.getAllByName(name).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
