package dev.trueup.reconciliation.settings;

import dev.trueup.channels.ChannelAdvice;
import dev.trueup.channels.PaymentChannels;
import dev.trueup.contracts.ClockScale;
import dev.trueup.foundation.topics.TopicSettings;
import dev.trueup.reconciliation.channel.Breaker;
import dev.trueup.reconciliation.channel.ChannelBook;
import dev.trueup.reconciliation.channel.ChannelRules;
import dev.trueup.reconciliation.channel.ChannelStates;
import dev.trueup.reconciliation.pending.DueScan;
import dev.trueup.reconciliation.pending.PendingOrderBook;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.reconciliation.pending.QueryBacks;
import dev.trueup.reconciliation.pending.Schedule;
import dev.trueup.reconciliation.pending.Timetable;
import dev.trueup.reconciliation.settings.ReconciliationSettings.BreakerSettings;
import dev.trueup.reconciliation.settings.ReconciliationSettings.Channel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the framework-free objects from the settings. */
@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {
    private static final double SHARE_OF_CALLS = 0.8;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

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
        List<Duration> general = settings.schedule();
        Map<String, Schedule> schedules = new TreeMap<>();
        if (general == null) {
            PaymentChannels.all()
                    .forEach(channel -> schedules.put(
                            channel.id(), new Schedule(channel.advice().schedule(), settings.jitter())));
        }
        schedules.putAll(byChannel(
                settings,
                Channel::schedule,
                (channel, intervals) -> schedule(
                        "trueup.reconciliation.channels.%s.schedule".formatted(channel),
                        intervals,
                        settings.jitter())));
        return new Timetable(
                schedule(
                        "trueup.reconciliation.schedule",
                        Objects.requireNonNullElse(general, ChannelAdvice.GENERAL.schedule()),
                        settings.jitter()),
                schedules,
                clock,
                settings.throttledDelay(),
                settings.expiryMargin(),
                settings.queryBackValidity());
    }

    @Bean
    ChannelBook channelBook(
            ChannelStates states, ReconciliationSettings settings, ClockScale scale, InstantSource clock) {
        Breaker.Rules breaker = breaker(settings.breaker(), scale);
        Double general = settings.queryBacksPerSecond();
        Map<String, Double> rates = new TreeMap<>();
        if (general == null) {
            PaymentChannels.all().forEach(channel -> rates.put(channel.id(), perSecond(channel.advice())));
        }
        rates.putAll(byChannel(settings, Channel::queryBacksPerSecond, (channel, perSecond) -> perSecond));
        Map<String, ChannelRules> rules = new TreeMap<>();
        rates.forEach((channel, perSecond) -> rules.put(channel, rules(settings, perSecond, breaker, scale)));
        double standard = Objects.requireNonNullElseGet(general, () -> perSecond(ChannelAdvice.GENERAL));
        return new ChannelBook(states, rules(settings, standard, breaker, scale), rules, clock);
    }

    /** The rest is for creating, closing and refunding, which go first. */
    private static double perSecond(ChannelAdvice advice) {
        return SHARE_OF_CALLS * advice.callsPerSecond();
    }

    private static ChannelRules rules(
            ReconciliationSettings settings, double perSecond, Breaker.Rules breaker, ClockScale scale) {
        return new ChannelRules(
                perSecond, settings.freshShare(), scale.scaled(settings.freshFor()), settings.hintShare(), breaker);
    }

    private static Breaker.Rules breaker(BreakerSettings settings, ClockScale scale) {
        try {
            return new Breaker.Rules(
                    settings.window(),
                    settings.fewest(),
                    settings.failureShare(),
                    notTooShort(scale.scaled(settings.firstWait())),
                    notTooShort(scale.scaled(settings.longestWait())),
                    settings.probes(),
                    settings.probeTime());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("trueup.reconciliation.breaker: " + e.getMessage(), e);
        }
    }

    private static Duration notTooShort(Duration wait) {
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    @Bean
    PendingOrderBook pendingOrderBook(
            PendingOrders orders,
            ChannelBook channels,
            Timetable timetable,
            InstantSource clock,
            RandomGenerator random) {
        return new PendingOrderBook(orders, channels, timetable, clock, random);
    }

    @Bean
    DueScan dueScan(
            PendingOrders orders,
            ChannelBook channels,
            QueryBacks queryBacks,
            Timetable timetable,
            ReconciliationSettings settings,
            InstantSource clock,
            RandomGenerator random) {
        DueScan.Limits limits = new DueScan.Limits(settings.scanLimit(), settings.lease());
        return new DueScan(orders, channels, queryBacks, timetable, limits, clock, random);
    }

    /** What channels have of their own. */
    private static <S, T> Map<String, T> byChannel(
            ReconciliationSettings settings, Function<Channel, @Nullable S> setting, BiFunction<String, S, T> made) {
        Map<String, T> all = new HashMap<>();
        settings.channels().forEach((id, channel) -> {
            S own = setting.apply(channel);
            if (own != null) {
                all.put(id, made.apply(id, own));
            }
        });
        return all;
    }

    private static Schedule schedule(String setting, List<Duration> intervals, double jitter) {
        try {
            return new Schedule(intervals, jitter);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
        }
    }
}
