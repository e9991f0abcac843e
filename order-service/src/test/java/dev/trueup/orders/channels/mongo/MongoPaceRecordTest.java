package dev.trueup.orders.channels.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.orders.channels.PaceRecord;
import dev.trueup.orders.channels.PaceRecordContract;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.data.mongodb.core.MongoTemplate;

/** On MongoDB, embedded or real. */
@WithServers
class MongoPaceRecordTest extends PaceRecordContract {
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
    protected PaceRecord record() {
        return new MongoPaceRecord(mongo);
    }
}
