package dev.trueup.simulation;

import dev.trueup.simulation.broker.Broker;
import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.network.SimulatedNetwork;
import dev.trueup.simulation.services.Services;
import dev.trueup.simulation.store.Stores;
import dev.trueup.simulation.time.Chance;
import java.util.ArrayList;
import java.util.List;

/** What befalls the processes and their neighbours from outside, while faults reign. */
final class Chaos {
    private final History history;
    private final Chance chance;
    private final Services services;
    private final Stores stores;
    private final Broker broker;
    private final SimulatedNetwork brokerNetwork;

    Chaos(History history, Services services, Stores stores, Broker broker, SimulatedNetwork brokerNetwork) {
        this.history = history;
        this.chance = history.chance();
        this.services = services;
        this.stores = stores;
        this.broker = broker;
        this.brokerNetwork = brokerNetwork;
    }

    void reign() {
        List<Runnable> blows = blows();
        if (blows.isEmpty()) {
            return;
        }
        while (true) {
            history.scheduler().sleep(chance.oneIn(3) ? chance.below(500) : chance.below(12_000));
            if (!history.faulty()) {
                return;
            }
            chance.of(blows).run();
        }
    }

    private List<Runnable> blows() {
        List<Runnable> blows = new ArrayList<>();
        if (history.has(Fault.KILLS)) {
            blows.add(services::killOne);
        }
        if (history.has(Fault.STORE_FAILOVERS)) {
            blows.add(() -> stores.failOver(chance.below(2)));
        }
        if (history.has(Fault.STORE_OUTAGES)) {
            blows.add(() -> {
                history.story().tell("store", () -> "goes away");
                chance.of(stores.networks()).awayFor(chance.below(30_000));
            });
        }
        if (history.has(Fault.BROKER_OUTAGES)) {
            blows.add(() -> {
                history.story().tell("broker", () -> "goes away");
                brokerNetwork.awayFor(chance.below(30_000));
            });
        }
        if (history.has(Fault.REBALANCES)) {
            blows.add(() -> {
                List<Broker.Group> groups = broker.groups();
                if (!groups.isEmpty()) {
                    chance.of(groups).rebalance();
                    history.story().tell("broker", () -> "rebalances a group");
                }
            });
        }
        return blows;
    }
}
