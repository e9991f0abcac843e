package dev.trueup.simulation;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelClient;
import dev.trueup.orders.order.Statements.Kept;
import dev.trueup.orders.placing.IdempotencyKeys.Bound;
import dev.trueup.reconciliation.channel.ChannelState;
import dev.trueup.simulation.Checks.Violation;
import dev.trueup.simulation.MemoryOrders.Stored;
import dev.trueup.simulation.MemoryPendingOrders.Tracked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One history: the services' replicas and everything around them, from one scenario to its end. */
final class World {
    private static final List<Integer> ONE_IN = List.of(6, 12, 24);
    private static final int MANY_REFUNDS = 1_000;
    private static final long MUCH_MONEY = 1_000_000;
    private static final long MOST_STEPS = 200_000;
    private static final long TIME_TO_SETTLE_MILLIS = 30 * 60_000;

    private final Scenario scenario;
    private final Chance chance;
    private final Scheduler scheduler;
    private final Story story;
    private final Ledger ledger = new Ledger();
    private final Checks checks;
    private final SimulatedNetwork storeNetwork;
    private final SimulatedNetwork pendingNetwork;
    private final SimulatedNetwork brokerNetwork;
    private final SimulatedNetwork channelNetwork;
    private final Database orderDatabase;
    private final Database pendingDatabase;
    private final Database.Documents<Stored> orderDocuments;
    private final Database.Documents<Kept> statementDocuments;
    private final Database.Documents<Bound> keyDocuments;
    private final Database.Documents<Tracked> trackedDocuments;
    private final Database.Documents<ChannelState> channelDocuments;
    private final Broker broker;
    private final Database.Documents<Long> paceDocuments;
    private final Database.Documents<MemoryAllowance.Taken> allowanceDocuments;
    private final CallbackProtocol protocol = new LedgerProtocol();
    private final ChannelClient channel;
    private final Buyer buyer;
    private final Map<String, Scheduler.Signal> signals = new HashMap<>();
    private final Map<String, Buyer.Plan> plans = new HashMap<>();
    private final Replicas<OrderReplica> orderReplicas;
    private final Replicas<ReconciliationReplica> reconciliationReplicas;
    private final Replicas<IngestReplica> ingestReplicas;
    private boolean faulty = true;
    private int underWay;

    World(Scenario scenario, Set<Guarantee> unchecked, boolean told) {
        this.scenario = scenario;
        this.chance = new Chance(scenario.seed());
        this.scheduler = new Scheduler(chance);
        this.story = new Story(told, scheduler);
        this.checks = new Checks(this, ledger, unchecked);
        this.storeNetwork = store(() -> failOver(0));
        this.pendingNetwork = store(() -> failOver(1));
        this.brokerNetwork = network(Fault.BROKER_TIMEOUTS, false, null);
        this.channelNetwork = network(Fault.CHANNEL_TIMEOUTS, false, null);
        this.orderDatabase = new Database(storeNetwork, Wiring.ordersReadMajority());
        this.pendingDatabase = new Database(pendingNetwork, Wiring.pendingOrdersReadMajority());
        this.orderDocuments = orderDatabase.new Documents<>(new Watching<>(checks::orderChanged));
        this.statementDocuments =
                orderDatabase.new Documents<>(new Watching<>((before, after) -> checks.statementKept(after)));
        this.keyDocuments = orderDatabase.new Documents<>(new Watching<>((before, after) -> {}));
        this.trackedDocuments = pendingDatabase.new Documents<>(new Watching<>(checks::tracked));
        this.channelDocuments = pendingDatabase.new Documents<>(new Watching<>((before, after) -> {}));
        this.paceDocuments = orderDatabase.new Documents<>(new Watching<>((before, after) -> {}));
        this.allowanceDocuments = orderDatabase.new Documents<>(new Watching<>((before, after) -> {}));
        this.broker = new Broker(brokerNetwork, 2, checks::appended);
        this.channel = new LedgerChannel(this, ledger, channelNetwork);
        this.buyer = new Buyer(this, ledger);
        this.orderReplicas = new Replicas<>(this, "order", OrderReplica::new, OrderReplica::start);
        this.reconciliationReplicas =
                new Replicas<>(this, "reconciliation", ReconciliationReplica::new, ReconciliationReplica::start);
        this.ingestReplicas = new Replicas<>(this, "ingest", IngestReplica::new, replica -> {});
    }

    private SimulatedNetwork store(Runnable failOver) {
        return network(
                Fault.STORE_TIMEOUTS,
                scenario.has(Fault.STORE_SLOW),
                scenario.has(Fault.STORE_FAILOVERS) ? failOver : null);
    }

    private SimulatedNetwork network(Fault timeouts, boolean slow, @Nullable Runnable failOver) {
        int oneIn = chance.of(ONE_IN);
        return new SimulatedNetwork(
                scheduler,
                chance,
                new SimulatedNetwork.Troubles(
                        scenario.has(timeouts) ? oneIn : 0, scenario.has(Fault.STALLS), slow, failOver));
    }

    /** Another primary takes over one of the two databases, as long as faults reign. */
    void failOver(int database) {
        if (faulty) {
            story.tell("store", () -> "fails over");
            databases().get(database).failOver();
        }
    }

    private record Watching<D>(Changed<D> changes) implements Database.Watcher<D> {
        interface Changed<D> {
            void on(@Nullable D before, D after);
        }

        @Override
        public void changed(@Nullable D before, D after) {
            changes.on(before, after);
        }

        @Override
        public void committed(D after) {}
    }

    /** Plays it to its end, or to the first violation. */
    @Nullable
    Violation play() {
        for (int wish = 0; wish < scenario.orders(); wish++) {
            Merchant merchant = new Merchant(this, wish);
            plans.put(merchant.reference(), merchant.plan());
            began(chance.below(scenario.seconds() * 200), merchant::act);
        }
        for (int i = 0; i < scenario.replicas(); i++) {
            orderReplicas.start();
            reconciliationReplicas.start();
            ingestReplicas.start();
        }
        scheduler.spawn(null, 0, new Chaos(this)::reign);
        long end = Scheduler.START + scenario.seconds() * 1_000L;
        scheduler.run(end, MOST_STEPS);
        if (checks.violation() != null) {
            return checks.violation();
        }
        calm();
        return settle(end);
    }

    private void calm() {
        faulty = false;
        storeNetwork.calm();
        pendingNetwork.calm();
        brokerNetwork.calm();
        channelNetwork.calm();
        story.tell("world", () -> "faults end");
    }

    private @Nullable Violation settle(long end) {
        long now = end;
        Violation unsettled;
        do {
            now += 10_000;
            scheduler.run(now, MOST_STEPS);
            Violation violation = checks.violation();
            if (violation != null) {
                return violation;
            }
            unsettled = underWay > 0
                    ? new Violation(Guarantee.NOTHING_FORGOTTEN, "a merchant is still without an answer")
                    : checks.unsettled();
        } while (unsettled != null && now < end + TIME_TO_SETTLE_MILLIS && scheduler.steps() < MOST_STEPS);
        if (unsettled != null) {
            checks.broken(unsettled.guarantee(), unsettled.how());
        }
        return checks.violation();
    }

    /** Begins something that must come to its end before all is settled. */
    void began(long delay, Runnable deed) {
        underWay++;
        scheduler.spawn(null, delay, () -> {
            deed.run();
            underWay--;
        });
    }

    /** Reads a topic for a process, as long as that lives. */
    void consume(Life process, String group, String topic, Consumer<List<Broker.Message>> listener) {
        Scheduler.Signal records = signals.computeIfAbsent(group + " of " + topic, name -> scheduler.new Signal());
        Broker.Group members = broker.group(group, topic, records::give);
        Broker.Member member = members.join();
        process.atEnd(() -> members.leave(member));
        scheduler.spawn(
                process,
                chance.below(500),
                new ListenerContainer(scheduler, this, brokerNetwork, process, member, records, listener)::run);
    }

    /**
     * Does something again and again for a process, as long as that lives.
     *
     * @param due whether it would find something to do; most often it would not, which need not be played
     */
    void timer(Life process, BooleanSupplier due, Runnable task) {
        scheduler.spawn(process, chance.below(2_000), () -> {
            while (true) {
                scheduler.sleepUntil(due);
                boolean unused = attempt(process, task);
            }
        });
    }

    /** What a thread of the service does: a neighbour that is away is met with patience, anything else is a fault. */
    boolean attempt(Life process, Runnable task) {
        try {
            task.run();
            return true;
        } catch (RuntimeException e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            story.tell(process, () -> "cannot go on: " + cause);
            if (!(cause instanceof UnreachableException)) {
                checks.broken(Guarantee.NO_SURPRISE, process + ": " + cause);
            }
        }
        return false;
    }

    /** Sends a callback to one of the replicas; whether it was acknowledged, as far as the channel learns. */
    boolean callback(byte[] body, String signature) {
        Integer status = ingestReplicas.call(5_000, replica -> replica.take(LedgerProtocol.message(body, signature)));
        if (status == null || status != 204) {
            return false;
        }
        if (protocol.read(body) instanceof CallbackProtocol.Reading.Told(var statement)) {
            checks.acknowledged(body, statement);
        }
        return !faulty || !scenario.has(Fault.CALLBACKS_REPEATED) || !chance.oneIn(4);
    }

    /** Asks one of order-service's replicas; null where no answer came. */
    <T> @Nullable T request(Function<OrderReplica, T> request) {
        return orderReplicas.call(20_000, request);
    }

    Buyer.Plan plan(@Nullable String reference) {
        Buyer.Plan plan = plans.get(reference);
        if (plan == null) {
            throw new IllegalStateException("there is no plan for " + reference);
        }
        return plan;
    }

    /** A replica of either kind, at random. */
    void killOne() {
        switch (chance.below(3)) {
            case 0 -> orderReplicas.killOne();
            case 1 -> reconciliationReplicas.killOne();
            default -> ingestReplicas.killOne();
        }
    }

    boolean faulty() {
        return faulty;
    }

    Scenario scenario() {
        return scenario;
    }

    Chance chance() {
        return chance;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    long steps() {
        return scheduler.steps();
    }

    Story story() {
        return story;
    }

    Checks checks() {
        return checks;
    }

    Broker broker() {
        return broker;
    }

    Ledger ledger() {
        return ledger;
    }

    CallbackProtocol protocol() {
        return protocol;
    }

    ChannelClient channel() {
        return channel;
    }

    Buyer buyer() {
        return buyer;
    }

    MemoryOrders orders() {
        return new MemoryOrders(orderDatabase, orderDocuments);
    }

    MemoryStatements statements() {
        return new MemoryStatements(orderDatabase, statementDocuments);
    }

    MemoryKeys keys() {
        return new MemoryKeys(orderDatabase, keyDocuments);
    }

    MemoryPaceRecord paces() {
        return new MemoryPaceRecord(orderDatabase, paceDocuments, scheduler::now);
    }

    MemoryAllowance allowance() {
        int most = scenario.has(Fault.ALLOWANCE_SPENT) ? 1 : MANY_REFUNDS;
        return new MemoryAllowance(orderDatabase, allowanceDocuments, most, MUCH_MONEY);
    }

    MemoryChannelStates channelStates() {
        return new MemoryChannelStates(pendingDatabase, channelDocuments);
    }

    MemoryPendingOrders pendingOrders() {
        return new MemoryPendingOrders(pendingDatabase, trackedDocuments);
    }

    Database.Documents<Stored> orderDocuments() {
        return orderDocuments;
    }

    Database.Documents<Kept> statementDocuments() {
        return statementDocuments;
    }

    Database.Documents<Tracked> trackedDocuments() {
        return trackedDocuments;
    }

    List<Database> databases() {
        return List.of(orderDatabase, pendingDatabase);
    }

    List<SimulatedNetwork> storeNetworks() {
        return new ArrayList<>(List.of(storeNetwork, pendingNetwork));
    }

    SimulatedNetwork brokerNetwork() {
        return brokerNetwork;
    }
}
