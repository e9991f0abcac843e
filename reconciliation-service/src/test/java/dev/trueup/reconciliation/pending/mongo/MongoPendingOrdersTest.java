package dev.trueup.reconciliation.pending.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.trueup.reconciliation.pending.OutcomesContract;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;

/** On the MongoDB that the tests have: a real one where there is one. */
@WithServers
class MongoPendingOrdersTest extends OutcomesContract {
    private final MongoClient client;
    private final TestServers servers;
    private MongoPendingOrders orders;
    private MongoCollection<Document> documents;

    MongoPendingOrdersTest(TestServers servers) {
        this.servers = servers;
        this.client = MongoClients.create(servers.mongoUri());
    }

    @BeforeEach
    void open() {
        String database = servers.newDatabase();
        orders = TestStore.open(client, database);
        documents = client.getDatabase(database).getCollection(MongoPendingOrders.COLLECTION);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Override
    protected PendingOrders orders() {
        return orders;
    }

    @Test
    void onlyTombstonesAreForgottenAndTheyKeepNoTimeToBeScannedAt() {
        merge(undecided("dcs1", 1, NOW), undecided("dcs2", 1, NOW));
        merge(tombstone("dcs2", 2));

        Document pending = documents.find(eq("dcs1")).first();
        Document settled = documents.find(eq("dcs2")).first();
        assertThat(pending).containsKeys("nextAt", "dueAt").doesNotContainKey("forgetAt");
        assertThat(settled).doesNotContainKeys("nextAt", "dueAt", "claim");
        assertThat(settled).containsEntry("forgetAt", Date.from(NOW.plus(TestStore.TOMBSTONES_KEPT)));
        merge(undecided("dcs2", 3, NOW));
        assertThat(documents.find(eq("dcs2")).first()).containsKey("nextAt").doesNotContainKey("forgetAt");
    }

    @Test
    void indexesCanBeMadeAgain() {
        orders.prepare();

        assertThat(documents.listIndexes().map(index -> index.getString("name")))
                .contains("channel_1_nextAt_1_createdAt_1", "channel_1_createdAt_1", "forgetAt_1");
    }

    /** A duplicate key of any other index than that of the order numbers is not "a newer one is there". */
    @Test
    void aRefusalThatDoesNotMeanWhatItSeemsToMeanIsThrown() {
        documents.createIndex(Indexes.ascending("trap"), new IndexOptions().unique(true));
        documents.insertOne(new Document("_id", "dcs0").append("version", 1L));

        assertThatThrownBy(() -> merge(undecided("dcs1", 1, NOW)))
                .isInstanceOf(ConcurrencyFailureException.class)
                .hasMessageContaining("dcs1");

        assertThat(documents.countDocuments(Filters.eq("dcs1"))).isZero();
    }
}
