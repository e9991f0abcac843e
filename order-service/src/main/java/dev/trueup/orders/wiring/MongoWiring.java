package dev.trueup.orders.wiring;

import com.mongodb.WriteConcern;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service needs of MongoDB, whatever the connection string says. */
@Configuration(proxyBeanMethods = false)
class MongoWiring {
    /** Nothing is acknowledged to anybody that a failover could still undo. */
    @Bean
    MongoClientSettingsBuilderCustomizer durableWrites() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true));
    }
}
