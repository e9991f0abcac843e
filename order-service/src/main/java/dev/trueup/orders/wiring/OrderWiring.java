package dev.trueup.orders.wiring;

import dev.trueup.contracts.ClockScale;
import dev.trueup.orders.announcing.OrderEvents;
import dev.trueup.orders.announcing.Outbox;
import dev.trueup.orders.asking.Asking;
import dev.trueup.orders.asking.Confirming;
import dev.trueup.orders.asking.Reminding;
import dev.trueup.orders.attending.Attending;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.closing.Closing;
import dev.trueup.orders.order.Decider;
import dev.trueup.orders.order.OrderNumbers;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Rules;
import dev.trueup.orders.order.Statements;
import dev.trueup.orders.placing.IdempotencyKeys;
import dev.trueup.orders.placing.Placing;
import dev.trueup.orders.reading.Outcomes;
import dev.trueup.orders.reading.Unmatched;
import dev.trueup.orders.refunding.Allowance;
import dev.trueup.orders.refunding.Refunding;
import dev.trueup.orders.registering.Registering;
import dev.trueup.orders.settings.OrderSettings;
import dev.trueup.orders.settling.QuestionsAtOnce;
import dev.trueup.orders.settling.Settlement;
import dev.trueup.orders.settling.Witness;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The application's parts, which know nothing of Spring. */
@Configuration(proxyBeanMethods = false)
class OrderWiring {
    private static final int PUBLISHERS = 8;
    private static final int MOST_TO_PUBLISH_LATER = 10_000;

    @Bean
    OrderNumbers orderNumbers(InstantSource clock, RandomGenerator random) {
        return new OrderNumbers(clock, random);
    }

    @Bean
    Decider decider(OrderSettings settings, ClockScale scale) {
        return new Decider(new Rules(
                settings.unexpectedPayment(),
                settings.unexpectedPaymentByChannel(),
                scale.scaled(settings.notKnownMargin())));
    }

    @Bean
    Outbox outbox(Orders orders, OrderEvents events) {
        return new Outbox(orders, events);
    }

    /** Publishes events that no request waits for; what it cannot take is left to the sweep. */
    @Bean
    ExecutorService publishing() {
        return ContextExecutorService.wrap(
                new ThreadPoolExecutor(
                        PUBLISHERS, PUBLISHERS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_TO_PUBLISH_LATER)),
                ContextSnapshotFactory.builder().build()::captureAll);
    }

    @Bean
    Settlement settlement(
            Orders orders,
            Statements statements,
            Decider decider,
            Outbox outbox,
            QuestionsAtOnce questions,
            ExecutorService publishing,
            Witness witness) {
        return new Settlement(orders, statements, decider, outbox, questions, publishing, witness);
    }

    @Bean
    Placing placing(
            OrderNumbers numbers,
            IdempotencyKeys keys,
            Orders orders,
            Settlement settlement,
            Channels channels,
            SideBySide sideBySide,
            InstantSource clock,
            OrderSettings settings) {
        return new Placing(numbers, keys, orders, settlement, channels, sideBySide, clock, settings.callAgainAfter());
    }

    @Bean
    Registering registering(Orders orders, Settlement settlement, Channels channels, InstantSource clock) {
        return new Registering(orders, settlement, channels, clock);
    }

    @Bean
    Attending attending(Orders orders, Settlement settlement, InstantSource clock) {
        return new Attending(orders, settlement, clock);
    }

    @Bean
    Unmatched unmatched(Statements statements, Orders orders) {
        return new Unmatched(statements, orders);
    }

    /** By channel. */
    @Bean
    Map<String, Asking> askings(
            Channels channels,
            Orders orders,
            Settlement settlement,
            Closing closing,
            SideBySide sideBySide,
            InstantSource clock,
            OrderSettings settings,
            ClockScale scale) {
        Duration attentionAfter = scale.scaled(settings.attentionAfter());
        Map<String, Asking> askings = new HashMap<>();
        channels.ids()
                .forEach(id -> channels.find(id)
                        .ifPresent(client -> askings.put(
                                id,
                                new Asking(client, orders, settlement, closing, sideBySide, clock, attentionAfter))));
        return askings;
    }

    @Bean
    Closing closing(Orders orders, Settlement settlement, Channels channels, InstantSource clock) {
        return new Closing(orders, settlement, channels, clock);
    }

    @Bean
    Refunding refunding(
            Orders orders,
            Settlement settlement,
            Channels channels,
            SideBySide sideBySide,
            Allowance allowance,
            InstantSource clock,
            OrderSettings settings,
            ClockScale scale) {
        return new Refunding(
                orders,
                settlement,
                channels,
                sideBySide,
                allowance,
                clock,
                new Refunding.Pace(
                        scale.scaled(settings.refundCheck()),
                        scale.scaled(settings.refundCheckAtLeast()),
                        settings.callAgainAfter()));
    }

    @Bean
    Confirming confirming(
            Channels channels,
            Orders orders,
            QuestionsAtOnce questions,
            InstantSource clock,
            OrderSettings settings,
            ClockScale scale) {
        return new Confirming(
                channels.ids(),
                orders,
                questions,
                clock,
                new Confirming.Pace(
                        scale.scaled(settings.confirmAfter()),
                        scale.scaled(settings.askDoubtfulAgainAfter()),
                        settings.callAgainAfter()));
    }

    @Bean
    Reminding reminding(
            Orders orders, Settlement settlement, InstantSource clock, OrderSettings settings, ClockScale scale) {
        return new Reminding(
                orders,
                settlement,
                clock,
                scale.scaled(settings.announceAgainAfter()),
                scale.scaled(settings.attentionAfter()));
    }

    @Bean
    Outcomes outcomes(Orders orders, OrderSettings settings) {
        return new Outcomes(orders, settings.mostWaiting());
    }
}
