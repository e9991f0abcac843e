package dev.trueup.simulation.services;

import dev.trueup.contracts.ClockScale;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.Topics;
import dev.trueup.reconciliation.channel.Breaker;
import dev.trueup.reconciliation.channel.ChannelBook;
import dev.trueup.reconciliation.channel.ChannelRules;
import dev.trueup.reconciliation.pending.DueScan;
import dev.trueup.reconciliation.pending.Emission;
import dev.trueup.reconciliation.pending.PendingOrderBook;
import dev.trueup.reconciliation.pending.QueryBacks;
import dev.trueup.reconciliation.pending.Schedule;
import dev.trueup.reconciliation.pending.Timetable;
import dev.trueup.simulation.network.UnreachableException;
import dev.trueup.simulation.store.MemoryChannelStates;
import dev.trueup.simulation.time.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One life of one replica of reconciliation-service. */
final class ReconciliationReplica implements QueryBacks {
    private static final Timetable TIMETABLE = new Timetable(
            new Schedule(
                    List.of(
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(30),
                            Duration.ofMinutes(1)),
                    0.1),
            Map.of(),
            ClockScale.REAL_TIME,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));

    private static final ChannelRules RULES = new ChannelRules(
            100,
            0.5,
            Duration.ofMinutes(5),
            0.1,
            new Breaker.Rules(20, 10, 0.5, Duration.ofSeconds(5), Duration.ofMinutes(1), 3, Duration.ofSeconds(20)));

    private final Surroundings around;
    private final Life process;
    private final PendingOrderBook book;
    private final DueScan scan;

    ReconciliationReplica(Surroundings around, Life process) {
        this.around = around;
        this.process = process;
        ChannelBook channels = new ChannelBook(around.stores().channelStates(), RULES, Map.of(), process);
        this.book =
                new PendingOrderBook(around.stores().pendingOrders(), channels, TIMETABLE, process, around.chance());
        this.scan = new DueScan(
                around.stores().pendingOrders(),
                channels,
                this,
                TIMETABLE,
                new DueScan.Limits(50, Duration.ofSeconds(40)),
                process,
                around.chance());
    }

    void start() {
        around.consume(
                process,
                "reconciliation",
                Topics.ORDERS,
                batch -> book.orderEvents(batch.stream()
                        .map(record -> (OrderEvent) record.value())
                        .toList()));
        around.consume(
                process,
                "reconciliation",
                Topics.QUERY_OUTCOMES,
                batch -> book.queryOutcomes(batch.stream()
                        .map(record -> (QueryOutcome) record.value())
                        .toList()));
        Supplier<@Nullable Instant> firstDue = around.stores().pendingOrders().firstDue();
        MemoryChannelStates channels = around.stores().channelStates();
        around.timer(
                process,
                () -> {
                    Instant now = process.instant();
                    Instant first = firstDue.get();
                    return first != null
                            && !first.isAfter(now)
                            && channels.any(channel -> channel.allowed(RULES, now) > 0);
                },
                scan::run);
    }

    @Override
    public Set<String> publish(List<Emission> emissions) {
        Set<String> durable = new HashSet<>();
        for (Emission emission : emissions) {
            String orderNo = emission.queryBack().orderNo();
            try {
                around.broker().send(Topics.QUERY_BACKS, orderNo, emission.queryBack());
                durable.add(orderNo);
            } catch (UnreachableException e) {
                // not known to be durable
            }
        }
        return durable;
    }
}
