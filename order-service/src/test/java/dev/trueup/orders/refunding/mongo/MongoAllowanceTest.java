package dev.trueup.orders.refunding.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.orders.refunding.Allowance;
import dev.trueup.orders.refunding.AllowanceContract;
import dev.trueup.orders.settings.OrderSettings.AutomaticRefunds;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The contract on MongoDB, embedded or real. */
@WithServers
class MongoAllowanceTest extends AllowanceContract {
    private static MongoClient client;
    private static MongoTemplate mongo;

    @BeforeAll
    static void connect(TestServers servers) {
        client = MongoClients.create(servers.mongoUri());
        mongo = new MongoTemplate(client, servers.newDatabase());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Override
    protected Allowance allowance() {
        return new MongoAllowance(mongo, new AutomaticRefunds(true, MOST_PER_DAY, MOST_MONEY, Map.of()));
    }
}
