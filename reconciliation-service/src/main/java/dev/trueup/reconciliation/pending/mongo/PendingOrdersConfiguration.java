package dev.trueup.reconciliation.pending.mongo;

import dev.trueup.reconciliation.settings.ReconciliationSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

@Configuration(proxyBeanMethods = false)
class PendingOrdersConfiguration {
    @Bean
    MongoPendingOrders pendingOrders(MongoOperations mongo, ReconciliationSettings settings) {
        return new MongoPendingOrders(mongo.getCollection(MongoPendingOrders.COLLECTION), settings.tombstonesKept());
    }
}
