package dev.trueup.simulation;

import dev.trueup.contracts.ClockScale;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.Topics;
import dev.trueup.reconciliation.pending.DueScan;
import dev.trueup.reconciliation.pending.Emission;
import dev.trueup.reconciliation.pending.PendingOrderBook;
import dev.trueup.reconciliation.pending.QueryBacks;
import dev.trueup.reconciliation.pending.Schedule;
import dev.trueup.reconciliation.pending.Timetable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private final World world;
    private final Life process;
    private final PendingOrderBook book;
    private final DueScan scan;

    ReconciliationReplica(World world, Life process) {
        this.world = world;
        this.process = process;
        this.book = new PendingOrderBook(world.pendingOrders(), TIMETABLE, process, world.chance());
        this.scan = new DueScan(
                world.pendingOrders(),
                this,
                TIMETABLE,
                new DueScan.Limits(50, Duration.ofSeconds(40)),
                process,
                world.chance());
    }

    void start() {
        world.consume(
                process,
                "reconciliation",
                Topics.ORDERS,
                batch -> book.orderEvents(batch.stream()
                        .map(record -> (OrderEvent) record.value())
                        .toList()));
        world.consume(
                process,
                "reconciliation",
                Topics.QUERY_OUTCOMES,
                batch -> book.queryOutcomes(batch.stream()
                        .map(record -> (QueryOutcome) record.value())
                        .toList()));
        world.timer(process, () -> world.pendingOrders().anyDue(process.instant()), scan::run);
    }

    @Override
    public Set<String> publish(List<Emission> emissions) {
        Set<String> durable = new HashSet<>();
        for (Emission emission : emissions) {
            String orderNo = emission.queryBack().orderNo();
            try {
                world.broker().send(Topics.QUERY_BACKS, orderNo, emission.queryBack());
                durable.add(orderNo);
            } catch (UnreachableException e) {
                // not known to be durable
            }
        }
        return durable;
    }
}
