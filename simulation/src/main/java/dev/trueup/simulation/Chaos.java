package dev.trueup.simulation;

import java.util.ArrayList;
import java.util.List;

/** What befalls the processes and their neighbours from outside, while faults reign. */
final class Chaos {
    private final World world;

    Chaos(World world) {
        this.world = world;
    }

    void reign() {
        List<Runnable> blows = blows();
        if (blows.isEmpty()) {
            return;
        }
        Chance chance = world.chance();
        while (true) {
            world.scheduler().sleep(chance.oneIn(3) ? chance.below(500) : chance.below(12_000));
            if (!world.faulty()) {
                return;
            }
            chance.of(blows).run();
        }
    }

    private List<Runnable> blows() {
        Scenario scenario = world.scenario();
        Chance chance = world.chance();
        List<Runnable> blows = new ArrayList<>();
        if (scenario.has(Fault.KILLS)) {
            blows.add(world::killOne);
        }
        if (scenario.has(Fault.STORE_FAILOVERS)) {
            blows.add(() -> world.failOver(chance.below(2)));
        }
        if (scenario.has(Fault.STORE_OUTAGES)) {
            blows.add(() -> {
                world.story().tell("store", () -> "goes away");
                chance.of(world.storeNetworks()).awayFor(chance.below(30_000));
            });
        }
        if (scenario.has(Fault.BROKER_OUTAGES)) {
            blows.add(() -> {
                world.story().tell("broker", () -> "goes away");
                world.brokerNetwork().awayFor(chance.below(30_000));
            });
        }
        if (scenario.has(Fault.REBALANCES)) {
            blows.add(() -> {
                List<Broker.Group> groups = world.broker().groups();
                if (!groups.isEmpty()) {
                    chance.of(groups).rebalance();
                    world.story().tell("broker", () -> "rebalances a group");
                }
            });
        }
        return blows;
    }
}
