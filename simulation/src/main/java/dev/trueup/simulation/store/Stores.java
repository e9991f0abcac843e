package dev.trueup.simulation.store;

import dev.trueup.orders.order.Statements.Kept;
import dev.trueup.orders.placing.IdempotencyKeys.Bound;
import dev.trueup.reconciliation.channel.ChannelState;
import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.network.SimulatedNetwork;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** The databases of order-service and of reconciliation-service, each with the network that leads to it. */
public final class Stores {
    private static final int MANY_REFUNDS = 1_000;
    private static final long MUCH_MONEY = 1_000_000;

    private final History history;
    private final SimulatedNetwork orderNetwork;
    private final SimulatedNetwork pendingNetwork;
    private final Database orders;
    private final Database pending;
    private final Database.Documents<OrderDocument> orderDocuments;
    private final Database.Documents<Kept> statementDocuments;
    private final Database.Documents<Boolean> unmatchedMarks;
    private final Database.Documents<Bound> keyDocuments;
    private final Database.Documents<Long> paceDocuments;
    private final Database.Documents<MemoryAllowance.Taken> allowanceDocuments;
    private final Database.Documents<PendingOrderDocument> pendingDocuments;
    private final Database.Documents<ChannelState> channelDocuments;
    private @Nullable Watcher watcher;

    /** Who is told of every change. */
    public interface Watcher {
        void orderChanged(@Nullable OrderDocument before, OrderDocument after);

        void statementKept(Kept statement);

        void pendingChanged(@Nullable PendingOrderDocument before, PendingOrderDocument after);
    }

    /**
     * Empty ones.
     *
     * @param ordersReadMajority whether order-service reads only what a failover cannot take back
     * @param pendingReadMajority whether reconciliation-service does
     */
    public Stores(History history, boolean ordersReadMajority, boolean pendingReadMajority) {
        this.history = history;
        this.orderNetwork = SimulatedNetwork.toStore(history, () -> failOver(0));
        this.pendingNetwork = SimulatedNetwork.toStore(history, () -> failOver(1));
        this.orders = new Database(orderNetwork, ordersReadMajority);
        this.pending = new Database(pendingNetwork, pendingReadMajority);
        this.orderDocuments = orders.new Documents<>(this::orderChanged);
        this.statementDocuments = orders.new Documents<>(this::statementKept);
        this.unmatchedMarks = orders.new Documents<>(Database.Watcher.nobody());
        this.keyDocuments = orders.new Documents<>(Database.Watcher.nobody());
        this.paceDocuments = orders.new Documents<>(Database.Watcher.nobody());
        this.allowanceDocuments = orders.new Documents<>(Database.Watcher.nobody());
        this.pendingDocuments = pending.new Documents<>(this::pendingChanged);
        this.channelDocuments = pending.new Documents<>(Database.Watcher.nobody());
    }

    /** From now on {@code watcher} is told. */
    public void tell(Watcher told) {
        watcher = told;
    }

    private void orderChanged(@Nullable OrderDocument before, OrderDocument after) {
        if (watcher != null) {
            watcher.orderChanged(before, after);
        }
    }

    private void statementKept(@Nullable Kept before, Kept after) {
        if (watcher != null) {
            watcher.statementKept(after);
        }
    }

    private void pendingChanged(@Nullable PendingOrderDocument before, PendingOrderDocument after) {
        if (watcher != null) {
            watcher.pendingChanged(before, after);
        }
    }

    /** Another primary takes over one of the two databases, as long as faults reign. */
    public void failOver(int database) {
        if (history.faulty()) {
            history.story().tell("store", () -> "fails over");
            (database == 0 ? orders : pending).failOver();
        }
    }

    public List<SimulatedNetwork> networks() {
        return List.of(orderNetwork, pendingNetwork);
    }

    public MemoryOrders orders() {
        return new MemoryOrders(orders, orderDocuments);
    }

    public MemoryStatements statements() {
        return new MemoryStatements(orders, statementDocuments, unmatchedMarks);
    }

    public MemoryKeys keys() {
        return new MemoryKeys(orders, keyDocuments);
    }

    public MemoryPaceRecord paces() {
        return new MemoryPaceRecord(orders, paceDocuments, history.scheduler()::now);
    }

    public MemoryAllowance allowance() {
        int most = history.has(Fault.ALLOWANCE_SPENT) ? 1 : MANY_REFUNDS;
        return new MemoryAllowance(orders, allowanceDocuments, most, MUCH_MONEY);
    }

    public MemoryChannelStates channelStates() {
        return new MemoryChannelStates(pending, channelDocuments);
    }

    public MemoryPendingOrders pendingOrders() {
        return new MemoryPendingOrders(pending, pendingDocuments);
    }

    /** The orders that no failover can take back. */
    public NavigableMap<String, OrderDocument> durableOrders() {
        return orderDocuments.durable();
    }

    public NavigableMap<String, Kept> durableStatements() {
        return statementDocuments.durable();
    }

    public NavigableMap<String, PendingOrderDocument> durablePendingOrders() {
        return pendingDocuments.durable();
    }
}
