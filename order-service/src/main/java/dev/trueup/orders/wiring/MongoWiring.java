package dev.trueup.orders.wiring;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this service needs of MongoDB, whatever the connection string says. */
@Configuration(proxyBeanMethods = false)
class MongoWiring {
    private static final int CONNECT_SECONDS = 3;
    private static final int SELECT_SERVER_SECONDS = 5;
    private static final int READ_SECONDS = 10;

    /**
     * Nothing is acknowledged to anybody that a failover could still undo, and nothing is read that it could: else an
     * event goes out of a change that is lost afterwards. Needs a replica set, if only of one node. And no call waits without end.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer durableAndBounded() {
        return settings -> settings.readConcern(ReadConcern.MAJORITY)
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SELECT_SERVER_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(READ_SECONDS, TimeUnit.SECONDS));
    }
}
