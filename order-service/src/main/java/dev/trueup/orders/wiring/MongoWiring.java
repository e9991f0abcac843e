package dev.trueup.orders.wiring;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service needs of MongoDB, whatever the connection string says. */
@Configuration(proxyBeanMethods = false)
class MongoWiring {
    /**
     * Nothing is acknowledged to anybody that a failover could still undo, and nothing is read that it could: else an
     * event goes out of a change that is lost afterwards. Needs a replica set, if only of one node.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer durableReadsAndWrites() {
        return settings ->
                settings.readConcern(ReadConcern.MAJORITY).writeConcern(WriteConcern.MAJORITY.withJournal(true));
    }
}
