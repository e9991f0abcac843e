package dev.trueup.reconciliation.pending.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import dev.trueup.contracts.ClockScale;
import dev.trueup.reconciliation.channel.ChannelBook;
import dev.trueup.reconciliation.channel.MemoryChannelStates;
import dev.trueup.reconciliation.channel.SampleRules;
import dev.trueup.reconciliation.pending.DueScan;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.reconciliation.pending.QueryBacks;
import dev.trueup.reconciliation.pending.Schedule;
import dev.trueup.reconciliation.pending.Timetable;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/**
 * What a whole scan with a thousand due orders reads, claim and record included, as the server's own profiler counts it:
 * the same however many orders are pending. The embedded store uses no indexes, so it is left out. The sizes are to be had
 * by {@code -Dtrueup.scan-cost.pending=10000,1000000}.
 */
@WithServers
class ScanCostTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final int DUE = 1_000;
    private static final int GRANT = 600;

    /**
     * What one scan cost.
     *
     * @param keys index entries examined
     * @param documents examined
     */
    private record Cost(long keys, long documents) {}

    @Test
    void aScanReadsWhatIsDueAndNoMore(TestServers servers) {
        try (MongoClient client = MongoClients.create(servers.mongoUri())) {
            requireRealServer(client);
            Map<Integer, Cost> costs = new LinkedHashMap<>();
            Pattern.compile(",")
                    .splitAsStream(System.getProperty("trueup.scan-cost.pending", "2000,20000"))
                    .map(Integer::valueOf)
                    .forEach(pending -> costs.put(pending, scan(client, servers.newDatabase(), pending)));
            costs.forEach((pending, cost) -> System.out.printf(
                    "%d pending, %d due, %d asked about: %d keys and %d documents examined%n",
                    pending, DUE, GRANT, cost.keys(), cost.documents()));

            assertThat(costs.values()).hasSizeGreaterThan(1);
            assertThat(costs.values().stream().distinct()).as("flat").hasSize(1);
            Cost cost = costs.values().iterator().next();
            assertThat(cost.keys()).isLessThanOrEqualTo(5 * DUE);
            assertThat(cost.documents()).isLessThanOrEqualTo(5 * DUE);
        }
    }

    private static Cost scan(MongoClient client, String databaseName, int pending) {
        MongoDatabase database = client.getDatabase(databaseName);
        MongoCollection<Document> collection = database.getCollection(MongoPendingOrders.COLLECTION);
        fill(collection, pending);
        MongoPendingOrders orders = TestStore.open(client, databaseName);
        DueScan scan = scan(orders);
        // Its usual size of 1 MiB would forget most of a scan.
        database.createCollection(
                "system.profile", new CreateCollectionOptions().capped(true).sizeInBytes(64 * 1024 * 1024));
        database.runCommand(new Document("profile", 2));

        assertThat(scan.run()).isEqualTo(new DueScan.Result(GRANT, GRANT, true));

        database.runCommand(new Document("profile", 0));
        List<Document> operations = database.getCollection("system.profile")
                .find(eq("ns", collection.getNamespace().getFullName()))
                .filter(ne("op", "getmore"))
                .into(new ArrayList<>());
        assertThat(operations.stream().map(operation -> operation.getString("planSummary")))
                .isNotEmpty()
                .doesNotContainNull()
                .noneMatch(plan -> plan.contains("COLLSCAN"));
        assertThat(operations)
                .as("nothing is sorted in memory")
                .noneMatch(operation -> operation.getBoolean("hasSortStage", false));
        assertThat(orders.backlog("sandbox", NOW).pending()).isEqualTo(pending);
        return new Cost(sum(operations, "keysExamined"), sum(operations, "docsExamined"));
    }

    private static DueScan scan(PendingOrders orders) {
        ChannelBook channels = new ChannelBook(new MemoryChannelStates(), SampleRules.unbounded(), Map.of(), () -> NOW);
        channels.heardOf(List.of("sandbox"));
        QueryBacks published = emissions -> emissions.stream()
                .map(emission -> emission.queryBack().orderNo())
                .collect(Collectors.toSet());
        Timetable timetable = new Timetable(
                new Schedule(List.of(Duration.ofHours(1)), 0),
                Map.of(),
                ClockScale.REAL_TIME,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
        return new DueScan(
                orders,
                channels,
                published,
                timetable,
                new DueScan.Limits(GRANT, Duration.ofSeconds(40)),
                () -> NOW,
                new Random(1));
    }

    private static long sum(List<Document> operations, String figure) {
        return operations.stream()
                .map(operation -> (Number) operation.getOrDefault(figure, 0))
                .mapToLong(Number::longValue)
                .sum();
    }

    private static void requireRealServer(MongoClient client) {
        try {
            client.getDatabase("admin").runCommand(new Document("hello", 1));
        } catch (MongoException e) {
            abort("not a real MongoDB: " + e.getMessage());
        }
    }

    private static void fill(MongoCollection<Document> collection, int pending) {
        int tombstones = pending / 5;
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < pending + tombstones; i++) {
            batch.add(i < pending ? pending(i, pending) : tombstone(i));
            if (batch.size() == 10_000) {
                collection.insertMany(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            collection.insertMany(batch);
        }
    }

    private static Document tombstone(int i) {
        return new Document("_id", "dcs" + i).append("channel", "sandbox").append("settled", true);
    }

    /** The due ones are strewn over the collection, a third of them young. */
    private static Document pending(int i, int pending) {
        int every = pending / DUE;
        boolean due = i % every == 0;
        int number = i / every;
        Instant nextAt = due ? NOW.minusMillis(number) : NOW.plusMillis(1 + i);
        Instant createdAt = number % 3 == 0 ? NOW.minusSeconds(100) : NOW.minusSeconds(3600);
        return new Document("_id", "dcs" + i)
                .append("channel", "sandbox")
                .append("version", 2L)
                .append("settled", false)
                .append("attempts", 3)
                .append("throttled", 0)
                .append("createdAt", Date.from(createdAt))
                .append("expiresAt", Date.from(NOW.plusSeconds(3600)))
                .append("dueAt", Date.from(nextAt))
                .append("nextAt", Date.from(nextAt));
    }
}
