package dev.trueup.reconciliation.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoTemplate;

@WithServers
class StoreClockTest {
    private long tick = 5;

    @Test
    void itGoesOnByTicksBetweenTwoLooksAndNeverByTheMachinesClock(TestServers servers) {
        try (MongoClient client = MongoClients.create(servers.mongoUri())) {
            MongoTemplate mongo = new MongoTemplate(client, servers.newDatabase());
            StoreClock clock = new StoreClock(mongo, () -> tick);
            assertThat(clock.reached()).isFalse();

            Instant first = clock.instant();

            assertThat(clock.reached()).isTrue();
            assertThat(clock.instant()).isEqualTo(first);
            tick += Duration.ofDays(3).toNanos();
            assertThat(clock.instant()).isEqualTo(first.plus(Duration.ofDays(3)));
            clock.refresh();
            assertThat(clock.instant())
                    .as("looked again, it is what the store says")
                    .isBetween(first, first.plus(Duration.ofHours(1)));
            assertThat(new StoreClock(mongo, () -> 77).instant())
                    .as("another replica agrees")
                    .isBetween(first, first.plus(Duration.ofHours(1)));
        }
    }

    @Test
    void withoutTheStoreThereIsNoTime() {
        MongoClientSettings nobodyThere = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://127.0.0.1:1"))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(100, TimeUnit.MILLISECONDS))
                .build();
        try (MongoClient client = MongoClients.create(nobodyThere)) {
            StoreClock clock = new StoreClock(new MongoTemplate(client, "any"), () -> tick);

            assertThatThrownBy(clock::instant).isInstanceOf(DataAccessException.class);
            assertThat(clock.reached()).isFalse();
        }
    }
}
