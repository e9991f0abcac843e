package dev.trueup.orders.order.mongo;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.OrdersContract;
import dev.trueup.orders.order.Statements;
import dev.trueup.orders.order.StatementsContract;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The contracts of the stores on MongoDB, embedded or real. */
@WithServers
class MongoStoresTest {
    private static MongoClient client;
    private static MongoTemplate mongo;

    @BeforeAll
    static void connect(TestServers servers) {
        client = MongoClients.create(servers.mongoUri());
        mongo = new MongoTemplate(client, servers.newDatabase());
        mongo.setWriteConcern(WriteConcern.MAJORITY);
        new MongoIndexes(mongo).prepare();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Nested
    class OrdersInMongo extends OrdersContract {
        @Override
        protected Orders orders() {
            return new MongoOrders(mongo);
        }
    }

    @Nested
    class StatementsInMongo extends StatementsContract {
        @Override
        protected Statements statements() {
            return new MongoStatements(mongo);
        }
    }
}
