package dev.trueup.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClients;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class EmbeddedMongoTest {

    @Test
    void guardsAnUpdateByItsVersion() {
        try (var mongo = EmbeddedMongo.start(0);
                var client = MongoClients.create(mongo.connectionString())) {
            var orders = client.getDatabase("orders").getCollection("orders");
            orders.insertOne(new Document("_id", "dcs1").append("version", 1));

            var guard = and(eq("_id", "dcs1"), eq("version", 1));
            var change = combine(set("state", "PAID"), inc("version", 1));
            assertThat(orders.updateOne(guard, change).getModifiedCount()).isOne();
            assertThat(orders.updateOne(guard, change).getModifiedCount()).isZero();

            assertThat(orders.find())
                    .containsExactly(
                            new Document("_id", "dcs1").append("version", 2).append("state", "PAID"));
        }
    }

    @Test
    void refusesADuplicateKey() {
        try (var mongo = EmbeddedMongo.start(0);
                var client = MongoClients.create(mongo.connectionString())) {
            var orders = client.getDatabase("orders").getCollection("orders");
            orders.insertOne(new Document("_id", "dcs1"));

            assertThatThrownBy(() -> orders.insertOne(new Document("_id", "dcs1")))
                    .asInstanceOf(InstanceOfAssertFactories.type(MongoWriteException.class))
                    .extracting(e -> e.getError().getCategory())
                    .isEqualTo(ErrorCategory.DUPLICATE_KEY);
        }
    }

    @Test
    void twoInOneJvmAreTwoStores() {
        try (var one = EmbeddedMongo.start(0);
                var other = EmbeddedMongo.start(0);
                var client = MongoClients.create(one.connectionString());
                var otherClient = MongoClients.create(other.connectionString())) {
            client.getDatabase("orders").getCollection("orders").insertOne(new Document());

            assertThat(otherClient.getDatabase("orders").getCollection("orders").countDocuments())
                    .isZero();
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var taker = Loopback.listen("test", 0)) {
            int port = Loopback.port(taker);

            assertThatThrownBy(() -> EmbeddedMongo.start(port))
                    .hasMessage("port %d on 127.0.0.1, wanted for MongoDB, is taken".formatted(port))
                    .asInstanceOf(InstanceOfAssertFactories.type(PortTakenException.class))
                    .satisfies(
                            e -> assertThat(e.server()).isEqualTo("MongoDB"),
                            e -> assertThat(e.port()).isEqualTo(port));
        }
    }

    @Test
    void closingFreesThePortEvenWithClientsConnected() {
        var mongo = EmbeddedMongo.start(0);
        try (var client = MongoClients.create(mongo.connectionString())) {
            client.getDatabase("orders").getCollection("orders").insertOne(new Document());

            mongo.close();
            mongo.close();
        }
        try (var again = EmbeddedMongo.start(mongo.port())) {
            assertThat(again.port()).isEqualTo(mongo.port());
        }
    }
}
