package dev.trueup.simulation.services;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelClient;
import dev.trueup.simulation.broker.Broker;
import dev.trueup.simulation.checks.Checks;
import dev.trueup.simulation.checks.Guarantee;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.history.Story;
import dev.trueup.simulation.network.Network;
import dev.trueup.simulation.network.UnreachableException;
import dev.trueup.simulation.store.Stores;
import dev.trueup.simulation.time.Chance;
import dev.trueup.simulation.time.Life;
import dev.trueup.simulation.time.Scheduler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What replicas find around them: neighbours, and strands that end with their process. */
public final class Surroundings {
    private final History history;
    private final Checks checks;
    private final Stores stores;
    private final Broker broker;
    private final Network brokerNetwork;
    private final ChannelClient channel;
    private final CallbackProtocol protocol;
    private final Map<String, Scheduler.Signal> signals = new HashMap<>();

    /**
     * In one history.
     *
     * @param brokerNetwork what consumers' batches travel
     */
    public Surroundings(
            History history,
            Checks checks,
            Stores stores,
            Broker broker,
            Network brokerNetwork,
            ChannelClient channel,
            CallbackProtocol protocol) {
        this.history = history;
        this.checks = checks;
        this.stores = stores;
        this.broker = broker;
        this.brokerNetwork = brokerNetwork;
        this.channel = channel;
        this.protocol = protocol;
    }

    /** Reads a topic for a process, as long as that lives. */
    void consume(Life process, String group, String topic, Consumer<List<Broker.Message>> listener) {
        Scheduler.Signal records = signals.computeIfAbsent(group + " of " + topic, name -> scheduler().new Signal());
        Broker.Group members = broker.group(group, topic, records::give);
        Broker.Member member = members.join();
        process.atEnd(() -> members.leave(member));
        scheduler()
                .spawn(
                        process,
                        chance().below(500),
                        new ListenerContainer(this, brokerNetwork, process, member, records, listener)::run);
    }

    /**
     * Does something again and again for a process, as long as that lives.
     *
     * @param due whether it would find something to do; most often it would not, which need not be played
     */
    void timer(Life process, BooleanSupplier due, Runnable task) {
        scheduler().spawn(process, chance().below(2_000), () -> {
            while (true) {
                scheduler().sleepUntil(due);
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
            story().tell(process, () -> "cannot go on: " + cause);
            if (!(cause instanceof UnreachableException)) {
                checks.findings().broken(Guarantee.NO_SURPRISE, process + ": " + cause);
            }
        }
        return false;
    }

    History history() {
        return history;
    }

    Chance chance() {
        return history.chance();
    }

    Scheduler scheduler() {
        return history.scheduler();
    }

    Story story() {
        return history.story();
    }

    Checks checks() {
        return checks;
    }

    Stores stores() {
        return stores;
    }

    Broker broker() {
        return broker;
    }

    ChannelClient channel() {
        return channel;
    }

    CallbackProtocol protocol() {
        return protocol;
    }
}
