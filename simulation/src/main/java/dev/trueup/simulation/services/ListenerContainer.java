package dev.trueup.simulation.services;

import dev.trueup.simulation.broker.Broker;
import dev.trueup.simulation.network.Network;
import dev.trueup.simulation.time.Life;
import dev.trueup.simulation.time.Scheduler;
import java.util.List;
import java.util.function.Consumer;

/** The container of a batch listener: commits after the listener is done, and repeats the batch where it fails. */
final class ListenerContainer {
    private static final int MOST = 20;
    private static final int PAUSE_MILLIS = 1_000;

    private final Surroundings around;
    private final Network network;
    private final Life process;
    private final Broker.Member member;
    private final Scheduler.Signal records;
    private final Consumer<List<Broker.Message>> listener;

    ListenerContainer(
            Surroundings around,
            Network network,
            Life process,
            Broker.Member member,
            Scheduler.Signal records,
            Consumer<List<Broker.Message>> listener) {
        this.around = around;
        this.network = network;
        this.process = process;
        this.member = member;
        this.records = records;
        this.listener = listener;
    }

    /** Runs until its process is killed. */
    void run() {
        while (true) {
            List<Broker.Message> batch = member.poll(MOST);
            if (batch.isEmpty()) {
                records.await();
                continue;
            }
            network.travelBack();
            if (!around.attempt(process, () -> listener.accept(batch))) {
                member.seekBack(batch);
                around.scheduler().sleep(PAUSE_MILLIS);
                continue;
            }
            network.travelBack();
            boolean unused = member.commit(batch);
        }
    }
}
