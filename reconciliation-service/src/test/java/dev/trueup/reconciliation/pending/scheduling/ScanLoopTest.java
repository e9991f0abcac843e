package dev.trueup.reconciliation.pending.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.contracts.ClockScale;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.embedded.EmbeddedMongo;
import dev.trueup.reconciliation.channel.ChannelBook;
import dev.trueup.reconciliation.channel.MemoryChannelStates;
import dev.trueup.reconciliation.channel.SampleRules;
import dev.trueup.reconciliation.pending.DueScan;
import dev.trueup.reconciliation.pending.PendingOrderBook;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.reconciliation.pending.QueryBacks;
import dev.trueup.reconciliation.pending.SampleOrders;
import dev.trueup.reconciliation.pending.Schedule;
import dev.trueup.reconciliation.pending.Timetable;
import dev.trueup.reconciliation.pending.mongo.TestStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class ScanLoopTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Timetable TIMETABLE = new Timetable(
            new Schedule(List.of(Duration.ofSeconds(1)), 0),
            Map.of(),
            ClockScale.REAL_TIME,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));

    private final EmbeddedMongo server = EmbeddedMongo.start(0);
    private final MongoClient client = MongoClients.create(server.connectionString());
    private final PendingOrders orders = TestStore.on(client, "reconciliation");
    private final ChannelBook channels =
            new ChannelBook(new MemoryChannelStates(), SampleRules.unbounded(), Map.of(), () -> NOW);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void oneOrderIsDue() {
        new PendingOrderBook(orders, channels, TIMETABLE, () -> NOW.minusSeconds(9), new Random(1))
                .orderEvents(List.of(SampleOrders.event("dcs1", State.PENDING, 2, NOW.minusSeconds(9))));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void stoppingWaitsForTheRunningScan() throws Exception {
        CountDownLatch publishing = new CountDownLatch(1);
        CountDownLatch acknowledged = new CountDownLatch(1);
        ScanLoop loop = loop(emissions -> {
            publishing.countDown();
            return awaitUninterrupted(acknowledged) ? Set.of("dcs1") : Set.of();
        });
        loop.start();
        assertThat(publishing.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(loop::stop);
        assertThat(stopped).isNotDone();
        assertThat(loop.isRunning()).isTrue();
        acknowledged.countDown();
        stopped.get(10, TimeUnit.SECONDS);

        assertThat(loop.isRunning()).isFalse();
        assertThat(orders.find("dcs1").orElseThrow().attempts()).isEqualTo(1);
        assertThat(meters.counter("trueup.queryback.claimed").count()).isEqualTo(1);
    }

    @Test
    void aScanThatFailsIsTriedAgainAndTheLoopLives() {
        int[] calls = {0};
        ScanLoop loop = loop(emissions -> {
            calls[0]++;
            throw new IllegalStateException("Kafka is away");
        });
        loop.start();
        try {
            await().until(() ->
                    calls[0] >= 1 && meters.timer("trueup.queryback.scan").count() >= 2);
            assertThat(new ScanHealthIndicator(loop).health().getStatus()).isEqualTo(Status.UP);
        } finally {
            loop.stop();
        }
    }

    @Test
    void aLoopThatDiedOfAnErrorIsSeen() {
        ScanLoop loop = loop(emissions -> {
            throw new NoClassDefFoundError("on purpose");
        });
        loop.start();
        try {
            await().untilAsserted(() -> assertThat(
                            new ScanHealthIndicator(loop).health().getStatus())
                    .isEqualTo(Status.DOWN));
        } finally {
            loop.stop();
        }
    }

    private ScanLoop loop(QueryBacks queryBacks) {
        DueScan scan = new DueScan(
                orders,
                channels,
                queryBacks,
                TIMETABLE,
                new DueScan.Limits(10, Duration.ofSeconds(40)),
                () -> NOW,
                new Random(1));
        return new ScanLoop(() -> {}, scan, Duration.ofMillis(20), meters);
    }

    private static boolean awaitUninterrupted(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
