package dev.trueup.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Real servers, whichever the environment gives. */
@WithServers
class WithServersTest {
    private final TestServers servers;

    WithServersTest(TestServers servers) {
        this.servers = servers;
    }

    @Test
    void mongoDbGuardsAnUpdate() {
        try (var client = MongoClients.create(servers.mongoUri())) {
            var orders = client.getDatabase(servers.newDatabase()).getCollection("orders");
            orders.insertOne(new Document("_id", "dcs1").append("version", 1));

            var guard = Filters.and(Filters.eq("_id", "dcs1"), Filters.eq("version", 1));
            var paid = Updates.combine(Updates.set("state", "PAID"), Updates.inc("version", 1));
            assertThat(orders.updateOne(guard, paid).getMatchedCount()).isOne();
            assertThat(orders.updateOne(guard, paid).getMatchedCount()).isZero();
        }
    }

    @Test
    void databasesAreApartAndGoAfterwards() {
        var recorded = new TestServers(SharedServers.ofThisJvm());
        var one = recorded.newDatabase();
        var other = recorded.newDatabase();
        assertThat(one).isNotEqualTo(other);
        try (var client = MongoClients.create(servers.mongoUri())) {
            client.getDatabase(one).getCollection("orders").insertOne(new Document());
            assertThat(client.getDatabase(other).getCollection("orders").countDocuments())
                    .isZero();
            assertThat(client.listDatabaseNames()).contains(one);

            recorded.dropDatabases();

            assertThat(client.listDatabaseNames()).doesNotContain(one, other);
        }
    }

    @Test
    void sharedIsTheSameServers() {
        assertThat(TestServers.shared().mongoUri()).isEqualTo(servers.mongoUri());
    }
}
