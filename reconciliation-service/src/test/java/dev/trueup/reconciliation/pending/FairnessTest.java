package dev.trueup.reconciliation.pending;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More is due than may be asked about, scan after scan: who gets how much. Time is the test's own. */
@WithServers
class FairnessTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final int PER_SECOND = 4;
    private static final int BACKLOG = 100;
    private static final Timetable TIMETABLE = new Timetable(
            new Schedule(List.of(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(30)), 0),
            Map.of(),
            ClockScale.REAL_TIME,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));

    private final MongoClient client;
    private final PendingOrders orders;
    private final ChannelBook channels;
    private final PendingOrderBook book;
    private final Map<String, Instant> asked = new HashMap<>();
    private final List<Integer> perScan = new ArrayList<>();
    private Instant now = START;

    FairnessTest(TestServers servers) {
        client = MongoClients.create(servers.mongoUri());
        orders = TestStore.on(client, servers.newDatabase());
        channels = new ChannelBook(new MemoryChannelStates(), SampleRules.perSecond(PER_SECOND), Map.of(), () -> now);
        book = new PendingOrderBook(orders, channels, TIMETABLE, () -> now, new Random(7));
    }

    /** A channel was away for an hour; nobody could be asked. */
    @BeforeEach
    void anHoursBacklog() {
        List<String> old = new ArrayList<>();
        for (int i = 0; i < BACKLOG; i++) {
            old.add("old" + i);
        }
        now = START.minus(Duration.ofHours(1));
        create(old);
        now = START;
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void newOrdersAreAskedAboutOnTimeWhileTheBacklogIsWorkedOffAndNobodyStarves() {
        DueScan scan = scan();
        for (int second = 0; second < 45; second++) {
            now = START.plusSeconds(second);
            create(List.of("new" + second));
            int before = asked.size();
            scan.run();
            perScan.add(asked.size() - before);
        }

        assertThat(perScan).as("no storm").allMatch(count -> count <= PER_SECOND);
        assertThat(asked.entrySet().stream()
                        .filter(one -> one.getKey().startsWith("old"))
                        .count())
                .as("nobody starves: the backlog gets at least half, so it is done in time")
                .isEqualTo(BACKLOG);
        for (int second = 0; second < 34; second++) {
            Instant dueAt = START.plusSeconds(second + 10);
            assertThat(asked.get("new" + second))
                    .as("order %d, due 10 s after its creation", second)
                    .isBetween(dueAt, dueAt.plusSeconds(1));
        }
    }

    @Test
    void theLongestOverdueGoFirstInTheBacklogsHalf() {
        now = START.minus(Duration.ofMinutes(50));
        create(List.of("later1", "later2", "later3"));
        now = START;
        DueScan scan = scan();

        for (int second = 0; second < 24; second++) {
            now = START.plusSeconds(second);
            scan.run();
        }
        assertThat(asked.keySet()).noneMatch(orderNo -> orderNo.startsWith("later"));

        for (int second = 24; second < 26; second++) {
            now = START.plusSeconds(second);
            scan.run();
        }
        assertThat(asked.keySet()).contains("later1", "later2", "later3");
    }

    @Test
    void hintsTakeNoMoreThanTheirShare() {
        List<Hint> hints = new ArrayList<>();
        List<String> orderNos = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            orderNos.add("fresh" + i);
            hints.add(new Hint("fresh" + i, "sandbox"));
            hints.add(new Hint("nobody" + i, "sandbox"));
        }
        create(orderNos);

        int brought = 0;
        for (int second = 1; second < 9; second++) {
            now = START.plusSeconds(second);
            brought += book.hints(hints);
        }

        assertThat(brought).as("a tenth of four per second, and two saved up").isBetween(3, 5);
    }

    private void create(List<String> orderNos) {
        book.orderEvents(orderNos.stream()
                .map(orderNo -> SampleOrders.event(orderNo, State.PENDING, 2, now))
                .toList());
    }

    private DueScan scan() {
        return new DueScan(
                orders,
                channels,
                this::publish,
                TIMETABLE,
                new DueScan.Limits(500, Duration.ofSeconds(40)),
                () -> now,
                new Random(3));
    }

    /** The channel knows the answer, so each order is asked about once. */
    private Set<String> publish(List<Emission> emissions) {
        emissions.forEach(emission -> asked.put(emission.queryBack().orderNo(), emission.at()));
        book.queryOutcomes(emissions.stream()
                .map(Emission::queryBack)
                .map(queryBack -> new QueryOutcome(
                        queryBack.orderNo(), queryBack.channel(), queryBack.attempt(), Outcome.DECIDED))
                .toList());
        return emissions.stream()
                .map(emission -> emission.queryBack().orderNo())
                .collect(Collectors.toSet());
    }
}
