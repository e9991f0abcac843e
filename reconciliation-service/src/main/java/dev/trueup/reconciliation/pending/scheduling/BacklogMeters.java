package dev.trueup.reconciliation.pending.scheduling;

import dev.trueup.reconciliation.channel.ChannelBook;
import dev.trueup.reconciliation.channel.ChannelState;
import dev.trueup.reconciliation.pending.Backlog;
import dev.trueup.reconciliation.pending.PendingOrders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Measures the channels and their backlogs now and then, so that whoever scrapes us does not scrape the store. */
@Component
class BacklogMeters {
    private static final Logger log = LoggerFactory.getLogger(BacklogMeters.class);

    private final PendingOrders orders;
    private final ChannelBook channels;
    private final InstantSource clock;
    private final MultiGauge pending;
    private final List<Measure> measures;

    /** One channel as last seen. */
    private record Seen(ChannelState channel, Backlog backlog, Instant at) {
        double oldestAge() {
            Instant oldest = backlog.oldestCreatedAt();
            return oldest == null ? 0 : Duration.between(oldest, at).toMillis() / 1000.0;
        }

        double breaker() {
            return switch (channel.breaker().state()) {
                case CLOSED -> 0;
                case HALF_OPEN -> 1;
                case OPEN -> 2;
            };
        }
    }

    private record Measure(MultiGauge gauge, ToDoubleFunction<Seen> value) {}

    BacklogMeters(PendingOrders orders, ChannelBook channels, InstantSource clock, MeterRegistry meters) {
        this.orders = orders;
        this.channels = channels;
        this.clock = clock;
        this.pending = MultiGauge.builder("trueup.pending.orders")
                .description("Pending orders by age, counted every 15 s")
                .register(meters);
        this.measures = List.of(
                measure(
                        meters,
                        "trueup.pending.due",
                        "Pending orders to be asked about by now, counted every 15 s",
                        seen -> seen.backlog().due()),
                measure(
                        meters,
                        "trueup.pending.oldest.age.seconds",
                        "Age of the oldest pending order",
                        Seen::oldestAge),
                measure(
                        meters,
                        "trueup.queryback.breaker",
                        "Whether a channel's breaker is closed (0), half-open (1) or open (2)",
                        Seen::breaker),
                measure(
                        meters,
                        "trueup.queryback.paused",
                        "Whether a person has paused a channel (1)",
                        seen -> seen.channel().paused() ? 1 : 0));
    }

    /** When the store is away there are no figures rather than old ones. */
    @Scheduled(fixedDelayString = "${trueup.reconciliation.measure-interval:15s}")
    void measure() {
        List<Seen> seen;
        try {
            Instant now = clock.instant();
            seen = channels.all().stream()
                    .map(channel -> new Seen(channel, orders.backlog(channel.channel(), now), now))
                    .toList();
        } catch (RuntimeException e) {
            seen = List.of();
            log.warn("the backlog could not be measured: {}", e.toString());
        }
        pending.register(seen.stream().flatMap(BacklogMeters::byAge).toList(), true);
        for (Measure measure : measures) {
            measure.gauge().register(rows(seen, measure.value()), true);
        }
    }

    private static Stream<Row<?>> byAge(Seen seen) {
        return seen.backlog().byAge().entrySet().stream()
                .<Row<?>>map(age -> Row.of(
                        Tags.of(
                                "channel",
                                seen.channel().channel(),
                                "age",
                                age.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        age.getValue()));
    }

    private static List<Row<?>> rows(List<Seen> all, ToDoubleFunction<Seen> value) {
        return all.stream()
                .<Row<?>>map(seen -> Row.of(Tags.of("channel", seen.channel().channel()), value.applyAsDouble(seen)))
                .toList();
    }

    private static Measure measure(
            MeterRegistry meters, String name, String description, ToDoubleFunction<Seen> value) {
        return new Measure(MultiGauge.builder(name).description(description).register(meters), value);
    }
}
