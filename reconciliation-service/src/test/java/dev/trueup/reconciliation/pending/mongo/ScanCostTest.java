package dev.trueup.reconciliation.pending.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.mongodb.ExplainVerbosity;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What a scan reads, as the server itself explains it. The embedded store uses no indexes, so it is left out. */
@WithServers
class ScanCostTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final int PENDING = 100_000;
    private static final int DUE = 100;
    private static final int TOMBSTONES = 20_000;

    @Test
    void aScanReadsWhatIsDueAndNoMore(TestServers servers) {
        try (MongoClient client = MongoClients.create(servers.mongoUri())) {
            requireRealServer(client);
            String database = servers.newDatabase();
            MongoPendingOrders orders = TestStore.open(client, database);
            fill(client.getDatabase(database).getCollection(MongoPendingOrders.COLLECTION));

            Document scan = orders.due(NOW, 500)
                    .explain(ExplainVerbosity.EXECUTION_STATS)
                    .get("executionStats", Document.class);

            assertThat(scan.getInteger("nReturned")).isEqualTo(DUE);
            assertThat(scan.getInteger("totalDocsExamined")).isEqualTo(DUE);
            assertThat(scan.getInteger("totalKeysExamined")).isLessThanOrEqualTo(DUE + 1);
            assertThat(scan.toJson()).contains("nextAt_1").doesNotContain("\"SORT\"", "\"COLLSCAN\"");
            assertThat(orders.backlog(NOW).pending()).isEqualTo(PENDING);
            assertThat(orders.backlog(NOW).due()).isEqualTo(DUE);
        }
    }

    private static void requireRealServer(MongoClient client) {
        try {
            client.getDatabase("admin").runCommand(new Document("hello", 1));
        } catch (MongoException e) {
            abort("not a real MongoDB: " + e.getMessage());
        }
    }

    private static void fill(MongoCollection<Document> collection) {
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < PENDING + TOMBSTONES; i++) {
            batch.add(i < PENDING ? pending(i) : new Document("_id", "dcs" + i).append("settled", true));
            if (batch.size() == 10_000) {
                collection.insertMany(batch);
                batch.clear();
            }
        }
    }

    private static Document pending(int i) {
        // The due ones are strewn over the collection.
        Instant nextAt = i % (PENDING / DUE) == 0 ? NOW.minusMillis(i) : NOW.plusMillis(1 + i);
        return new Document("_id", "dcs" + i)
                .append("channel", "sandbox")
                .append("version", 2L)
                .append("settled", false)
                .append("attempts", 3)
                .append("throttled", 0)
                .append("createdAt", Date.from(NOW.minusSeconds(3600)))
                .append("expiresAt", Date.from(NOW.plusSeconds(3600)))
                .append("dueAt", Date.from(nextAt))
                .append("nextAt", Date.from(nextAt));
    }
}
