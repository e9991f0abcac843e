package dev.trueup.orders.measuring.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.orders.measuring.Waiting.Count;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

@WithServers
class MongoWaitingTest {
    private static final Instant EARLY = Instant.parse("2026-01-02T03:04:05Z");

    private final MongoClient client;
    private final MongoTemplate mongo;
    private final MongoWaiting waiting;

    MongoWaitingTest(TestServers servers) {
        client = MongoClients.create(servers.mongoUri());
        mongo = new MongoTemplate(client, servers.newDatabase());
        waiting = new MongoWaiting(mongo);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private void order(String id, List<Instant> outbox, String... reasons) {
        mongo.getCollection("orders")
                .insertOne(new Document("_id", id)
                        .append(
                                "outbox",
                                outbox.stream()
                                        .map(at -> new Document("at", Date.from(at)))
                                        .toList())
                        .append(
                                "order",
                                new Document(
                                        "attention",
                                        Arrays.stream(reasons)
                                                .map(reason -> new Document("reason", reason))
                                                .toList())));
    }

    @Test
    void nothingWaits() {
        order("dcs1", List.of());
        assertThat(waiting.count()).isEqualTo(new Count(0, null, Map.of()));
    }

    @Test
    void ordersAreCountedByWhatTheyWaitFor() {
        order("dcs1", List.of());
        order("dcs2", List.of(EARLY.plusSeconds(60)), "mismatch");
        order("dcs3", List.of(EARLY, EARLY.plusSeconds(90)), "mismatch", "dispute");
        order("dcs4", List.of(), "refund-held");
        assertThat(waiting.count())
                .isEqualTo(new Count(2, EARLY, Map.of("mismatch", 2L, "dispute", 1L, "refund-held", 1L)));
    }
}
