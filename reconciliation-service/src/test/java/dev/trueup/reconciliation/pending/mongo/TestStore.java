package dev.trueup.reconciliation.pending.mongo;

import com.mongodb.client.MongoClient;
import dev.trueup.reconciliation.pending.PendingOrders;
import java.time.Duration;

/** The store under test, on any MongoDB. */
public final class TestStore {
    static final Duration TOMBSTONES_KEPT = Duration.ofDays(8);

    private TestStore() {}

    /** With its indexes made. */
    public static PendingOrders on(MongoClient client, String database) {
        return open(client, database);
    }

    static MongoPendingOrders open(MongoClient client, String database) {
        MongoPendingOrders orders = new MongoPendingOrders(
                client.getDatabase(database).getCollection(MongoPendingOrders.COLLECTION), TOMBSTONES_KEPT);
        orders.prepare();
        return orders;
    }
}
