package dev.trueup.reconciliation.pending.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.embedded.EmbeddedMongo;
import dev.trueup.reconciliation.pending.OutcomesContract;
import dev.trueup.reconciliation.pending.PendingOrders;
import org.junit.jupiter.api.AfterEach;

/** On the embedded store, whatever else there is. */
class EmbeddedPendingOrdersTest extends OutcomesContract {
    private final EmbeddedMongo server = EmbeddedMongo.start(0);
    private final MongoClient client = MongoClients.create(server.connectionString());
    private final PendingOrders orders = TestStore.on(client, "reconciliation");

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Override
    protected PendingOrders orders() {
        return orders;
    }
}
