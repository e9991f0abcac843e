package dev.trueup.reconciliation.channel.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.reconciliation.channel.ChannelStates;
import dev.trueup.reconciliation.channel.ChannelStatesContract;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import org.junit.jupiter.api.AfterEach;

@WithServers
class MongoChannelStatesTest extends ChannelStatesContract {
    private final MongoClient client;
    private final ChannelStates states;

    MongoChannelStatesTest(TestServers servers) {
        client = MongoClients.create(servers.mongoUri());
        states = new MongoChannelStates(
                client.getDatabase(servers.newDatabase()).getCollection(MongoChannelStates.COLLECTION));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Override
    protected ChannelStates states() {
        return states;
    }
}
