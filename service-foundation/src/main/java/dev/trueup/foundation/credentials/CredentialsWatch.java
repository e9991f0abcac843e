package dev.trueup.foundation.credentials;

import dev.trueup.channels.LiveChannel;
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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the credentials' files now and then, since a mounted secret changes without any notice, and warns of what is
 * about to expire: once a day in the log, always in {@code trueup.credentials.expires}.
 */
final class CredentialsWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialsWatch.class);
    private static final Duration SAY_AGAIN = Duration.ofDays(1);

    private final List<LiveChannel> channels;
    private final CredentialSettings settings;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final MultiGauge expires;
    private final MultiGauge refused;
    private final Map<String, Instant> said = new HashMap<>();
    private volatile boolean running;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("credentials").factory());
    private @Nullable ScheduledFuture<?> looking;

    CredentialsWatch(
            List<LiveChannel> channels, CredentialSettings settings, InstantSource clock, MeterRegistry meters) {
        this.channels = channels;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.expires = MultiGauge.builder("trueup.credentials.expires")
                .description("how long what the channel's credentials name is still good; negative once it is not")
                .baseUnit("seconds")
                .register(meters);
        this.refused = MultiGauge.builder("trueup.credentials.refused")
                .description("1 while the channel's file cannot be used and older credentials are in use")
                .register(meters);
    }

    /** Looks once; what goes wrong with one channel keeps no other from being looked at. */
    void look() {
        for (LiveChannel channel : channels) {
            try {
                look(channel);
            } catch (RuntimeException e) {
                LOG.error("channel {}: its credentials could not be looked at", channel.id(), e);
            }
        }
        gauge();
        warn();
    }

    private void look(LiveChannel channel) {
        switch (channel.look()) {
            case UNCHANGED -> {}
            case TAKEN -> {
                LOG.info("channel {}: other credentials are in use from now on", channel.id());
                count(channel, "taken");
            }
            case REFUSED -> {
                LOG.error("channel {}: the credentials in use stay, since {}", channel.id(), channel.problem());
                count(channel, "refused");
            }
        }
    }

    private void count(LiveChannel channel, String result) {
        meters.counter("trueup.credentials.reloads", "channel", channel.id(), "result", result)
                .increment();
    }

    private void gauge() {
        List<Row<?>> expiries = new ArrayList<>();
        List<Row<?>> refusals = new ArrayList<>();
        for (LiveChannel channel : channels) {
            refusals.add(Row.of(Tags.of("channel", channel.id()), channel, now -> now.problem() == null ? 0 : 1));
            channel.expiries()
                    .forEach((field, at) -> expiries.add(Row.of(
                            Tags.of("channel", channel.id(), "credential", field),
                            at,
                            instant ->
                                    Duration.between(clock.instant(), instant).toSeconds())));
        }
        expires.register(expiries, true);
        refused.register(refusals, true);
    }

    private void warn() {
        Instant now = clock.instant();
        for (LiveChannel channel : channels) {
            channel.expiries().forEach((field, at) -> {
                String what = channel.id() + " " + field;
                Instant before = said.get(what);
                boolean soon = now.plus(settings.warnBefore()).isAfter(at);
                if (soon && (before == null || before.plus(SAY_AGAIN).isBefore(now))) {
                    said.put(what, now);
                    LOG.warn(
                            "channel {}: {} {} at {}",
                            channel.id(),
                            field,
                            at.isAfter(now) ? "expires" : "expired",
                            at);
                }
            });
        }
    }

    @Override
    public void start() {
        look();
        long millis = settings.lookEvery().toMillis();
        looking = timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (looking != null) {
            looking.cancel(false);
        }
        timer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
