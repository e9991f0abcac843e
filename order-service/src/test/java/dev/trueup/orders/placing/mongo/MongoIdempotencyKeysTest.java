package dev.trueup.orders.placing.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.orders.placing.IdempotencyKeys;
import dev.trueup.orders.placing.IdempotencyKeysContract;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The contract on MongoDB, embedded or real. */
@WithServers
class MongoIdempotencyKeysTest extends IdempotencyKeysContract {
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
    protected IdempotencyKeys keys() {
        MongoIdempotencyKeys keys = new MongoIdempotencyKeys(mongo, Duration.ofDays(7));
        keys.prepare();
        return keys;
    }
}
