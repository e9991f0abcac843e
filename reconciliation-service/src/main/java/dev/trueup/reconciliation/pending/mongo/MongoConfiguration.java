package dev.trueup.reconciliation.pending.mongo;

import com.mongodb.WriteConcern;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.reconciliation.settings.ReconciliationSettings;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

@Configuration(proxyBeanMethods = false)
class MongoConfiguration {
    private static final int CONNECT_SECONDS = 2;
    private static final int SELECT_SERVER_SECONDS = 5;
    private static final int READ_SECONDS = 10;

    /** What is written survives the loss of a node, and no call waits without end. */
    @Bean
    MongoClientSettingsBuilderCustomizer durableAndBounded() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SELECT_SERVER_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(READ_SECONDS, TimeUnit.SECONDS));
    }

    @Bean
    PendingOrders pendingOrders(MongoOperations mongo, ReconciliationSettings settings) {
        MongoPendingOrders orders =
                new MongoPendingOrders(mongo.getCollection(MongoPendingOrders.COLLECTION), settings.tombstonesKept());
        orders.createIndexes();
        return orders;
    }
}
