package dev.trueup.reconciliation.pending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.contracts.ClockScale;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.QueryOutcome.Outcome;
import dev.trueup.reconciliation.channel.ChannelBook;
import dev.trueup.reconciliation.channel.MemoryChannelStates;
import dev.trueup.reconciliation.channel.SampleRules;
import dev.trueup.reconciliation.pending.mongo.TestStore;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scan against a store, with a publisher that fails where a test says so, on a clock that a test moves. */
@WithServers
class DueScanTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final Timetable TIMETABLE = new Timetable(
            new Schedule(List.of(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(30)), 0),
            Map.of(),
            ClockScale.REAL_TIME,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));

    private final MongoClient client;
    private final TestServers servers;
    private final List<Emission> published = new ArrayList<>();
    private Instant now = START;
    private final ChannelBook channels =
            new ChannelBook(new MemoryChannelStates(), SampleRules.unbounded(), Map.of(), () -> now);
    private PendingOrders orders;
    private PendingOrderBook book;
    private DueScan scan;

    DueScanTest(TestServers servers) {
        this.servers = servers;
        this.client = MongoClients.create(servers.mongoUri());
    }

    @BeforeEach
    void open() {
        orders = TestStore.on(client, servers.newDatabase());
        book = new PendingOrderBook(orders, channels, TIMETABLE, () -> now, new Random(7));
        scan = scan(this::publish, 1);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void anOrderIsAskedAboutByTheScheduleForEver() {
        pending("dcs1");

        for (int second = 0; second <= 2 * 24 * 3600; second++) {
            now = START.plusSeconds(second);
            if (second < 7300 || second % 1800 < 20) {
                scan.run();
            }
        }

        assertThat(published.stream()
                        .map(emission -> Duration.between(START, emission.at()).toSeconds()))
                .startsWith(10L, 15L, 1815L, 3615L, 5415L, 7201L)
                .hasSize(6 + (2 * 24 * 3600 - 7201) / 1800);
        assertThat(published.stream().map(emission -> emission.queryBack().attempt()))
                .isEqualTo(IntStream.rangeClosed(1, published.size()).boxed().toList());
        assertThat(published.stream().map(emission -> emission.queryBack().reason()))
                .startsWith("schedule", "schedule", "schedule", "schedule", "schedule", "expiry")
                .endsWith("expiry");
    }

    @Test
    void aKillBetweenClaimAndPublicationForgetsNothing() {
        pending("dcs1");
        now = START.plusSeconds(10);
        DueScan killed = scan(
                emissions -> {
                    throw new IllegalStateException("killed");
                },
                2);
        assertThatThrownBy(killed::run).hasMessage("killed");

        now = now.plus(LEASE).minusMillis(1);
        assertThat(scan.run().claimed()).isZero();
        now = now.plusMillis(1);
        scan.run();

        assertThat(published)
                .extracting(emission -> emission.queryBack().attempt())
                .containsExactly(1);
        assertThat(order("dcs1").attempts()).isEqualTo(1);
    }

    @Test
    void aKillBetweenPublicationAndRecordRepeatsTheSameQueryBack() {
        pending("dcs1");
        now = START.plusSeconds(10);
        DueScan killed = scan(
                emissions -> {
                    publish(emissions);
                    throw new IllegalStateException("killed");
                },
                2);
        assertThatThrownBy(killed::run).hasMessage("killed");

        now = now.plus(LEASE);
        scan.run();

        assertThat(published).hasSize(2);
        assertThat(published.get(1).id()).isEqualTo(published.get(0).id());
        assertThat(order("dcs1").attempts()).isEqualTo(1);
    }

    @Test
    void whatWasNotAcknowledgedIsNotRecordedAndIsDueAgainAtOnce() {
        pending("dcs1");
        pending("dcs2");
        now = START.plusSeconds(10);
        DueScan half = scan(emissions -> Set.of("dcs2"), 2);

        assertThat(half.run()).isEqualTo(new DueScan.Result(2, 1, false));

        assertThat(order("dcs1").attempts()).isZero();
        assertThat(order("dcs2").attempts()).isEqualTo(1);
        scan.run();
        assertThat(published)
                .extracting(emission -> emission.queryBack().orderNo())
                .contains("dcs1");
    }

    @Test
    void aReplicaThatWakesUpWithALapsedClaimOverwritesNothing() {
        pending("dcs1");
        now = START.plusSeconds(10);
        DueScan paused = scan(
                emissions -> {
                    now = now.plus(LEASE);
                    scan.run();
                    return publish(emissions);
                },
                2);

        paused.run();

        assertThat(order("dcs1").dueAt())
                .isEqualTo(START.plusSeconds(10).plus(LEASE).plusSeconds(5));
        assertThat(order("dcs1").attempts()).isEqualTo(1);
        assertThat(published)
                .extracting(Emission::id)
                .hasSize(2)
                .containsOnly(published.getFirst().id());
    }

    @Test
    void aReplicaThatWasPausedBeforePublishingKeepsStill() {
        pending("dcs1");
        now = START.plusSeconds(10);
        Instant asleepUntil = now.plus(LEASE);
        List<Instant> readings = List.of(now, asleepUntil);
        int[] read = {0};
        DueScan paused = new DueScan(
                orders,
                channels,
                this::publish,
                TIMETABLE,
                new DueScan.Limits(10, LEASE),
                () -> readings.get(read[0]++),
                new Random(3));

        assertThat(paused.run()).isEqualTo(new DueScan.Result(1, 0, false));

        assertThat(published).isEmpty();
        scan.run();
        assertThat(published).as("given back at once").hasSize(1);
    }

    @Test
    void aScanTakesNoMoreThanItsLimitAndSaysThatThereIsMore() {
        IntStream.range(0, 25).forEach(i -> pending("dcs" + i));
        now = START.plusSeconds(10);

        assertThat(scan.run()).isEqualTo(new DueScan.Result(10, 10, true));
        assertThat(scan.run()).isEqualTo(new DueScan.Result(10, 10, true));
        assertThat(scan.run()).isEqualTo(new DueScan.Result(5, 5, false));
        assertThat(published).extracting(Emission::id).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void aThrottledQueryBackIsRepeatedSoonWithAnotherNumberAndTheScheduleStaysWhereItWas() {
        pending("dcs1");
        now = START.plusSeconds(10);
        scan.run();
        book.queryOutcomes(List.of(new QueryOutcome("dcs1", "sandbox", 1, Outcome.THROTTLED)));
        now = now.plusSeconds(2);
        scan.run();

        assertThat(published)
                .extracting(emission -> emission.queryBack().attempt())
                .containsExactly(1, 2);
        assertThat(order("dcs1").dueAt()).isEqualTo(now.plusSeconds(5));
    }

    @Test
    void ofABatchOnlyTheHighestVersionOfEachOrderMatters() {
        book.orderEvents(List.of(
                SampleOrders.event("dcs1", State.CREATED, 1, START),
                SampleOrders.event("dcs1", State.PAID, 3, START),
                SampleOrders.event("dcs2", State.CREATED, 1, START),
                SampleOrders.event("dcs1", State.PENDING, 2, START)));

        assertThat(order("dcs1").settled()).isTrue();
        assertThat(order("dcs2").settled()).isFalse();
    }

    private void pending(String orderNo) {
        book.orderEvents(List.of(SampleOrders.event(orderNo, State.PENDING, 2, START)));
    }

    private PendingOrder order(String orderNo) {
        return orders.find(orderNo).orElseThrow();
    }

    private DueScan scan(QueryBacks queryBacks, long seed) {
        return new DueScan(
                orders, channels, queryBacks, TIMETABLE, new DueScan.Limits(10, LEASE), () -> now, new Random(seed));
    }

    private Set<String> publish(List<Emission> emissions) {
        published.addAll(emissions);
        return emissions.stream()
                .map(emission -> emission.queryBack().orderNo())
                .collect(Collectors.toSet());
    }
}
