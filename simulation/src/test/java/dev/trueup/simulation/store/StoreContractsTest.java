package dev.trueup.simulation.store;

import dev.trueup.orders.channels.PaceRecord;
import dev.trueup.orders.channels.PaceRecordContract;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.OrdersContract;
import dev.trueup.orders.order.Statements;
import dev.trueup.orders.order.StatementsContract;
import dev.trueup.orders.placing.IdempotencyKeys;
import dev.trueup.orders.placing.IdempotencyKeysContract;
import dev.trueup.orders.refunding.Allowance;
import dev.trueup.orders.refunding.AllowanceContract;
import dev.trueup.reconciliation.channel.ChannelStates;
import dev.trueup.reconciliation.channel.ChannelStatesContract;
import dev.trueup.reconciliation.pending.OutcomesContract;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.simulation.network.Network;
import org.junit.jupiter.api.Nested;

/** The simulated stores keep the contracts that the ones on MongoDB keep. */
class StoreContractsTest {
    @Nested
    class SimulatedOrders extends OrdersContract {
        private final Database database = new Database(Network.NONE, true);
        private final Orders orders = new MemoryOrders(database, database.new Documents<>(Database.Watcher.nobody()));

        @Override
        protected Orders orders() {
            return orders;
        }
    }

    @Nested
    class SimulatedStatements extends StatementsContract {
        private final Database database = new Database(Network.NONE, true);
        private final Statements statements = new MemoryStatements(
                database,
                database.new Documents<>(Database.Watcher.nobody()),
                database.new Documents<>(Database.Watcher.nobody()));

        @Override
        protected Statements statements() {
            return statements;
        }
    }

    @Nested
    class SimulatedKeys extends IdempotencyKeysContract {
        private final Database database = new Database(Network.NONE, true);
        private final IdempotencyKeys keys =
                new MemoryKeys(database, database.new Documents<>(Database.Watcher.nobody()));

        @Override
        protected IdempotencyKeys keys() {
            return keys;
        }
    }

    @Nested
    class SimulatedPaces extends PaceRecordContract {
        private final Database database = new Database(Network.NONE, true);
        private final PaceRecord record = new MemoryPaceRecord(
                database, database.new Documents<>(Database.Watcher.nobody()), System::currentTimeMillis);

        @Override
        protected PaceRecord record() {
            return record;
        }
    }

    @Nested
    class SimulatedAllowance extends AllowanceContract {
        private final Database database = new Database(Network.NONE, true);
        private final Allowance allowance = new MemoryAllowance(
                database, database.new Documents<>(Database.Watcher.nobody()), MOST_PER_DAY, MOST_MONEY);

        @Override
        protected Allowance allowance() {
            return allowance;
        }
    }

    @Nested
    class SimulatedPendingOrders extends OutcomesContract {
        private final Database database = new Database(Network.NONE, false);
        private final PendingOrders orders =
                new MemoryPendingOrders(database, database.new Documents<>(Database.Watcher.nobody()));

        @Override
        protected PendingOrders orders() {
            return orders;
        }
    }

    @Nested
    class SimulatedChannelStates extends ChannelStatesContract {
        private final Database database = new Database(Network.NONE, false);
        private final ChannelStates states =
                new MemoryChannelStates(database, database.new Documents<>(Database.Watcher.nobody()));

        @Override
        protected ChannelStates states() {
            return states;
        }
    }
}
