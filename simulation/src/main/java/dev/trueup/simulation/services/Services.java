package dev.trueup.simulation.services;

import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.simulation.history.Fault;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The three services, some replicas of each, as those outside call them. */
public final class Services {
    private final Surroundings around;
    private final Replicas<OrderReplica> orders;
    private final Replicas<ReconciliationReplica> reconciliation;
    private final Replicas<IngestReplica> ingest;

    public Services(Surroundings around) {
        this.around = around;
        this.orders = new Replicas<>(around, "order", OrderReplica::new, OrderReplica::start);
        this.reconciliation =
                new Replicas<>(around, "reconciliation", ReconciliationReplica::new, ReconciliationReplica::start);
        this.ingest = new Replicas<>(around, "ingest", IngestReplica::new, replica -> {});
    }

    /** So many replicas of each. */
    public void start(int replicas) {
        for (int i = 0; i < replicas; i++) {
            orders.start();
            reconciliation.start();
            ingest.start();
        }
    }

    /** A replica of any service, at random. */
    public void killOne() {
        switch (around.chance().below(3)) {
            case 0 -> orders.killOne();
            case 1 -> reconciliation.killOne();
            default -> ingest.killOne();
        }
    }

    /** Asks one of order-service's replicas; null where no answer came. */
    public <T> @Nullable T request(Function<OrderReplica, T> request) {
        return orders.call(20_000, request);
    }

    /** Sends a callback to one of the replicas; whether it was acknowledged, as far as the channel learns. */
    public boolean callback(ReceivedCallback callback) {
        Integer status = ingest.call(5_000, replica -> replica.take(callback));
        if (status == null || status != 204) {
            return false;
        }
        if (around.protocol().read(callback.body()) instanceof Reading.Told(var statement)) {
            around.checks().ofCallbacks().acknowledged(callback.body(), statement);
        }
        return !around.history().faulty()
                || !around.history().has(Fault.CALLBACKS_REPEATED)
                || !around.chance().oneIn(4);
    }
}
