package dev.trueup.simulation;

import dev.trueup.simulation.broker.Broker;
import dev.trueup.simulation.channel.Buyer;
import dev.trueup.simulation.channel.Ledger;
import dev.trueup.simulation.channel.LedgerChannel;
import dev.trueup.simulation.channel.LedgerProtocol;
import dev.trueup.simulation.channel.Plans;
import dev.trueup.simulation.checks.Checks;
import dev.trueup.simulation.checks.Guarantee;
import dev.trueup.simulation.checks.Violation;
import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.history.Scenario;
import dev.trueup.simulation.merchant.Merchants;
import dev.trueup.simulation.network.SimulatedNetwork;
import dev.trueup.simulation.services.OrderReplica;
import dev.trueup.simulation.services.Services;
import dev.trueup.simulation.services.Surroundings;
import dev.trueup.simulation.services.Wiring;
import dev.trueup.simulation.store.Stores;
import dev.trueup.simulation.time.Scheduler;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One history: the services' replicas and everything around them, from one scenario to its end. */
final class World {
    private static final int PARTITIONS = 2;
    private static final long MOST_STEPS = 200_000;
    private static final long TIME_TO_SETTLE_MILLIS = 30 * 60_000;

    private final History history;
    private final Stores stores;
    private final SimulatedNetwork brokerNetwork;
    private final SimulatedNetwork channelNetwork;
    private final Broker broker;
    private final Checks checks;
    private final Services services;
    private final Merchants merchants;

    World(Scenario scenario, Set<Guarantee> unchecked, boolean told) {
        this.history = new History(scenario, told);
        Ledger ledger = new Ledger(history);
        Plans plans = new Plans();
        this.stores = new Stores(history, Wiring.ordersReadMajority(), Wiring.pendingOrdersReadMajority());
        this.brokerNetwork = SimulatedNetwork.to(history, Fault.BROKER_TIMEOUTS);
        this.channelNetwork = SimulatedNetwork.to(history, Fault.CHANNEL_TIMEOUTS);
        this.checks = new Checks(history, ledger, plans, stores, OrderReplica.NOT_KNOWN_MARGIN, unchecked);
        this.stores.tell(checks);
        this.broker = new Broker(brokerNetwork, PARTITIONS, checks);
        Buyer buyer = new Buyer(history, ledger, plans, this::callback);
        LedgerChannel channel = new LedgerChannel(history, ledger, plans, buyer, channelNetwork, checks.ofChannel());
        this.services = new Services(
                new Surroundings(history, checks, stores, broker, brokerNetwork, channel, new LedgerProtocol()));
        this.merchants = new Merchants(history, services, ledger, plans, buyer, checks);
    }

    private boolean callback(byte[] body, String signature) {
        return services.callback(LedgerProtocol.message(body, signature));
    }

    /** Plays it to its end, or to the first violation. */
    @Nullable
    Violation play() {
        merchants.begin();
        services.start(history.scenario().replicas());
        history.scheduler().spawn(null, 0, new Chaos(history, services, stores, broker, brokerNetwork)::reign);
        long end = Scheduler.START + history.scenario().seconds() * 1_000L;
        history.scheduler().run(end, MOST_STEPS);
        if (violation() != null) {
            return violation();
        }
        history.calm();
        stores.networks().forEach(SimulatedNetwork::calm);
        brokerNetwork.calm();
        channelNetwork.calm();
        return settle(end);
    }

    private @Nullable Violation settle(long end) {
        long now = end;
        Violation unsettled;
        do {
            now += 10_000;
            history.scheduler().run(now, MOST_STEPS);
            if (violation() != null) {
                return violation();
            }
            unsettled = merchants.anyWaiting()
                    ? new Violation(Guarantee.NOTHING_FORGOTTEN, "a merchant is still without an answer")
                    : checks.unsettled();
        } while (unsettled != null && now < end + TIME_TO_SETTLE_MILLIS && steps() < MOST_STEPS);
        if (unsettled != null) {
            checks.findings().broken(unsettled.guarantee(), unsettled.how());
        }
        return violation();
    }

    private @Nullable Violation violation() {
        return checks.findings().violation();
    }

    long steps() {
        return history.scheduler().steps();
    }

    List<String> story() {
        return history.story().lines();
    }
}
