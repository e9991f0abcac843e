package dev.trueup.reconciliation.settings;

import dev.trueup.contracts.ClockScale;
import dev.trueup.foundation.topics.TopicSettings;
import dev.trueup.reconciliation.pending.DueScan;
import dev.trueup.reconciliation.pending.PendingOrderBook;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.reconciliation.pending.QueryBacks;
import dev.trueup.reconciliation.pending.Schedule;
import dev.trueup.reconciliation.pending.Timetable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the framework-free objects from the settings. */
@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {

    /** Secure only so that no two replicas draw the same claim tokens. */
    @Bean
    @ConditionalOnMissingBean
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Bean
    Timetable timetable(ReconciliationSettings settings, ClockScale clock, TopicSettings topics) {
        if (settings.tombstonesKept().compareTo(topics.retention()) <= 0) {
            throw new IllegalArgumentException(
                    "trueup.reconciliation.tombstones-kept (%s) must be longer than trueup.topics.retention (%s)"
                            .formatted(settings.tombstonesKept(), topics.retention()));
        }
        return new Timetable(
                schedule("trueup.reconciliation.schedule", settings.schedule(), settings.jitter()),
                settings.channels().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                channel -> schedule(
                                        "trueup.reconciliation.channels.%s.schedule".formatted(channel.getKey()),
                                        channel.getValue().schedule(),
                                        settings.jitter()))),
                clock,
                settings.throttledDelay(),
                settings.expiryMargin(),
                settings.queryBackValidity());
    }

    @Bean
    PendingOrderBook pendingOrderBook(
            PendingOrders orders, Timetable timetable, InstantSource clock, RandomGenerator random) {
        return new PendingOrderBook(orders, timetable, clock, random);
    }

    @Bean
    DueScan dueScan(
            PendingOrders orders,
            QueryBacks queryBacks,
            Timetable timetable,
            ReconciliationSettings settings,
            InstantSource clock,
            RandomGenerator random) {
        DueScan.Limits limits = new DueScan.Limits(settings.scanLimit(), settings.lease());
        return new DueScan(orders, queryBacks, timetable, limits, clock, random);
    }

    private static Schedule schedule(String setting, List<Duration> intervals, double jitter) {
        try {
            return new Schedule(intervals, jitter);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
        }
    }
}
