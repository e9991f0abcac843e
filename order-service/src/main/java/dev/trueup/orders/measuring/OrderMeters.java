package dev.trueup.orders.measuring;

import dev.trueup.contracts.OrderEvent.Evidence;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.settling.Settled;
import dev.trueup.orders.settling.Witness;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what is settled: statements by what they came to, orders by their outcome, and the money behind them. */
public final class OrderMeters implements Witness {
    private static final Duration[] DECISIONS = seconds(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300);
    private static final Duration[] OUTCOMES = seconds(1, 5, 15, 60, 300, 1800, 7200, 86_400);

    private final MeterRegistry meters;
    private final Set<String> channels;
    private final InstantSource clock;

    /**
     * Counts in {@code meters}.
     *
     * @param channels those that are set up; each is there from the start, since an alert sees only what grows
     */
    public OrderMeters(MeterRegistry meters, Set<String> channels, InstantSource clock) {
        this.meters = meters;
        this.channels = Set.copyOf(channels);
        this.clock = clock;
        channels.forEach(this::decision);
    }

    @Override
    public void decided(Settled settled) {
        Heard heard = settled.heard();
        String channel = channel(heard.statement().channel());
        Counter.builder("trueup.statements")
                .description("What channels said of orders, each time that they did")
                .tag("channel", channel)
                .tag("source", heard.source().wireName())
                .tag("verdict", Words.of(settled.verdict()))
                .register(meters)
                .increment();
        if (heard.source() == Heard.Source.CALLBACK) {
            decision(channel).record(since(heard.at()));
        }
    }

    @Override
    public void changed(@Nullable Order before, Order after, List<Announcement> announcements) {
        String channel = channel(after.terms().channel());
        if (before == null) {
            Counter.builder("trueup.orders.placed")
                    .description("Orders stored")
                    .tag("channel", channel)
                    .register(meters)
                    .increment();
        }
        if (after.decided() && (before == null || !before.decided())) {
            outcome(channel, after, announcements);
        }
        Map<String, Payment> known = new HashMap<>();
        if (before != null) {
            before.payments().forEach(payment -> known.put(payment.transactionId(), payment));
        }
        after.payments().forEach(payment -> money(channel, known.get(payment.transactionId()), payment));
        attention(before == null ? List.of() : before.attention(), after.attention());
    }

    private void outcome(String channel, Order order, List<Announcement> announcements) {
        Evidence evidence = announcements.stream()
                .filter(announcement -> announcement.event().order().state().decided())
                .findFirst()
                .map(announcement -> announcement.event().evidence())
                .orElse(null);
        Timer.builder("trueup.orders.outcome")
                .description("From an order's creation to its outcome")
                .tag("channel", channel)
                .tag("state", Words.of(order.state()))
                .tag("source", evidence == null ? "merchant" : evidence.source())
                .serviceLevelObjectives(OUTCOMES)
                .register(meters)
                .record(since(order.terms().createdAt()));
    }

    private void money(String channel, @Nullable Payment before, Payment after) {
        String currency = Words.currency(after.currency());
        if (before == null) {
            String disposition = Words.of(after.disposition());
            Counter.builder("trueup.payments")
                    .description("Charges at channels, by what they are to their order")
                    .tag("channel", channel)
                    .tag("disposition", disposition)
                    .register(meters)
                    .increment();
            Counter.builder("trueup.money.in")
                    .description("Money charged, in minor units")
                    .tag("currency", currency)
                    .tag("disposition", disposition)
                    .register(meters)
                    .increment((double) after.amount());
        }
        after.refunds().forEach(refund -> {
            RefundState earlier = before == null
                    ? null
                    : before.refund(refund.refundNo())
                            .map(known -> known.state())
                            .orElse(null);
            if (refund.state() != earlier) {
                Counter.builder("trueup.refunds")
                        .description("Refunds, by the states they came to")
                        .tag("channel", channel)
                        .tag("state", Words.of(refund.state()))
                        .register(meters)
                        .increment();
                if (refund.state() == RefundState.SUCCEEDED) {
                    Counter.builder("trueup.money.out")
                            .description("Money given back, in minor units")
                            .tag("currency", currency)
                            .register(meters)
                            .increment((double) refund.amount());
                }
            }
        });
    }

    private void attention(List<Attention> before, List<Attention> after) {
        after.stream().filter(one -> !before.contains(one)).forEach(one -> attention("raised", one));
        before.stream().filter(one -> !after.contains(one)).forEach(one -> attention("resolved", one));
    }

    private void attention(String what, Attention attention) {
        Counter.builder("trueup.attention." + what)
                .description("Attention " + what + ", by reason")
                .tag("reason", attention.reason())
                .register(meters)
                .increment();
    }

    private Timer decision(String channel) {
        return Timer.builder("trueup.callbacks.decision")
                .description("From the receipt of a verified callback to its decision being stored")
                .tag("channel", channel)
                .serviceLevelObjectives(DECISIONS)
                .register(meters);
    }

    private String channel(String id) {
        return channels.contains(id) ? id : "other";
    }

    private Duration since(Instant start) {
        Duration age = Duration.between(start, clock.instant());
        return age.isNegative() ? Duration.ZERO : age; // another machine's clock
    }

    private static Duration[] seconds(double... borders) {
        return Arrays.stream(borders)
                .mapToObj(border -> Duration.ofMillis(Math.round(border * 1000)))
                .toArray(Duration[]::new);
    }
}
