package dev.trueup.reconciliation.pending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.QueryBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of pending orders must do about orders' events and claims; see also {@link OutcomesContract}. */
public abstract class PendingOrdersContract {
    protected static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant DUE = NOW.plusSeconds(10);

    /** Empty. */
    protected abstract PendingOrders orders();

    @Test
    void aNewOrderIsKeptAndDueWhenItIsSaidToBe() {
        merge(undecided("dcs1", 2, DUE));

        assertThat(orders().find("dcs1")).contains(undecided("dcs1", 2, DUE));
        assertThat(orders().find("dcs2")).isEmpty();
        assertThat(orders().claimDue(claim("a", DUE.minusMillis(1)), 10)).isEmpty();
        assertThat(orders().claimDue(claim("b", DUE), 10)).containsExactly(undecided("dcs1", 2, DUE));
    }

    @Test
    void anEqualOrLowerVersionChangesNothing() {
        merge(undecided("dcs1", 2, DUE));

        merge(undecided("dcs1", 2, DUE.plusSeconds(99)));
        merge(undecided("dcs1", 1, DUE.plusSeconds(99)));
        merge(tombstone("dcs1", 1));

        assertThat(orders().find("dcs1")).contains(undecided("dcs1", 2, DUE));
    }

    @Test
    void aHigherUndecidedVersionKeepsItsPlaceInTheSchedule() {
        merge(undecided("dcs1", 2, DUE));
        Claim claim = claim("a", DUE);
        orders().claimDue(claim, 10);
        orders().emitted(List.of(emission("dcs1", 1, DUE.plusSeconds(5))), claim);

        merge(undecided("dcs1", 3, DUE.plusSeconds(99)));

        PendingOrder order = orders().find("dcs1").orElseThrow();
        assertThat(order.version()).isEqualTo(3);
        assertThat(order.attempts()).isEqualTo(1);
        assertThat(order.dueAt()).isEqualTo(DUE.plusSeconds(5));
    }

    @Test
    void aSettledOrderIsATombstoneThatLateDuplicatesDoNotBringBack() {
        merge(undecided("dcs1", 2, DUE));

        merge(tombstone("dcs1", 3));
        merge(undecided("dcs1", 2, DUE), undecided("dcs2", 1, DUE.plusSeconds(1)));
        merge(undecided("dcs1", 3, DUE));

        PendingOrder order = orders().find("dcs1").orElseThrow();
        assertThat(order.settled()).isTrue();
        assertThat(order.version()).isEqualTo(3);
        assertThat(order.dueAt()).isNull();
        assertThat(claimed("a", DUE.plusSeconds(9999))).containsExactly("dcs2");
    }

    @Test
    void anOrderHeardOfOnlyWhenSettledIsATombstoneToo() {
        merge(tombstone("dcs1", 3));
        merge(undecided("dcs1", 2, DUE));

        assertThat(orders().find("dcs1")).contains(tombstone("dcs1", 3));
        assertThat(claimed("a", DUE)).isEmpty();
    }

    @Test
    void aHigherUndecidedVersionBringsATombstoneBack() {
        merge(tombstone("dcs1", 3), undecided("dcs2", 1, DUE));

        merge(undecided("dcs1", 4, DUE.minusSeconds(1)), undecided("dcs2", 1, DUE));

        assertThat(orders().find("dcs1")).contains(undecided("dcs1", 4, DUE.minusSeconds(1)));
        assertThat(claimed("a", DUE)).containsExactly("dcs1", "dcs2");
    }

    @Test
    void theHighestVersionWinsWhoeverWritesAtOnce() throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            Random random = new Random(writer);
            writers.add(() -> {
                List<Integer> versions =
                        new ArrayList<>(IntStream.rangeClosed(1, 9).boxed().toList());
                Collections.shuffle(versions, random);
                for (int version : versions) {
                    merge(IntStream.range(0, 20)
                            .mapToObj(i -> version < 9 ? undecided("dcs" + i, version, DUE) : tombstone("dcs" + i, 9))
                            .toArray(PendingOrder[]::new));
                }
                return null;
            });
        }

        atOnce(writers);

        for (int i = 0; i < 20; i++) {
            PendingOrder order = orders().find("dcs" + i).orElseThrow();
            assertThat(order.version()).isEqualTo(9);
            assertThat(order.settled()).isTrue();
        }
        assertThat(claimed("a", DUE.plusSeconds(9999))).isEmpty();
    }

    @Test
    void theLongestOverdueIsClaimedFirstAndNoMoreThanTheLimit() {
        merge(
                undecided("dcs1", 1, NOW.minusSeconds(1)),
                undecided("dcs2", 1, NOW.minusSeconds(3)),
                undecided("dcs3", 1, NOW.minusSeconds(2)),
                undecided("dcs4", 1, NOW.plusSeconds(1)));

        assertThat(orders().claimDue(claim("a", NOW), 2))
                .extracting(PendingOrder::orderNo)
                .containsExactly("dcs2", "dcs3");
        assertThat(claimed("b", NOW)).containsExactly("dcs1");
    }

    @Test
    void aClaimedOrderIsNobodyElsesUntilTheClaimLapses() {
        merge(undecided("dcs1", 1, NOW));
        Claim claim = claim("a", NOW);
        orders().claimDue(claim, 10);

        assertThat(claimed("b", claim.until().minusMillis(1))).isEmpty();
        assertThat(orders().claimDue(claim("c", claim.until()), 10))
                .as("due as it was, so that the query-back is the same")
                .containsExactly(undecided("dcs1", 1, NOW));
    }

    @Test
    void aLapsedClaimRecordsNothing() {
        merge(undecided("dcs1", 1, NOW));
        Claim lapsed = claim("a", NOW);
        orders().claimDue(lapsed, 10);
        Claim current = claim("b", lapsed.until());
        orders().claimDue(current, 10);
        assertThat(orders().emitted(List.of(emission("dcs1", 1, NOW.plusSeconds(7))), current))
                .isEqualTo(1);

        assertThat(orders().emitted(List.of(emission("dcs1", 1, NOW.plusSeconds(99))), lapsed))
                .isZero();

        assertThat(orders().find("dcs1").orElseThrow().dueAt()).isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void anOrderSettledWhileClaimedStaysSettled() {
        merge(undecided("dcs1", 1, NOW));
        Claim claim = claim("a", NOW);
        orders().claimDue(claim, 10);
        merge(tombstone("dcs1", 2));

        assertThat(orders().emitted(List.of(emission("dcs1", 1, NOW.plusSeconds(5))), claim))
                .isZero();

        assertThat(orders().find("dcs1")).contains(tombstone("dcs1", 2));
    }

    @Test
    void claimsMadeAtOnceShareWhatIsDue() throws Exception {
        merge(IntStream.range(0, 200)
                .mapToObj(i -> undecided("dcs" + i, 1, NOW.minusMillis(i)))
                .toArray(PendingOrder[]::new));
        List<String> claimed = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Void>> scanners = new ArrayList<>();
        for (int scanner = 0; scanner < 4; scanner++) {
            String token = "scanner-" + scanner;
            scanners.add(() -> {
                for (int scan = 0; scan < 12; scan++) {
                    orders().claimDue(claim(token + "-" + scan, NOW), 50)
                            .forEach(order -> claimed.add(order.orderNo()));
                }
                return null;
            });
        }

        atOnce(scanners);

        assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void theBacklogCountsWhatIsPending() {
        assertThat(orders().backlog(NOW)).isEqualTo(new Backlog(0, 0, null));

        merge(
                undecided("dcs1", 1, NOW.minusSeconds(1)),
                undecided("dcs2", 1, NOW.plusSeconds(1)),
                tombstone("dcs3", 1));

        assertThat(orders().backlog(NOW)).isEqualTo(new Backlog(2, 1, NOW.minusSeconds(60)));
    }

    protected void merge(PendingOrder... heardOf) {
        orders().merge(List.of(heardOf), NOW);
    }

    protected static PendingOrder undecided(String orderNo, long version, Instant dueAt) {
        return PendingOrder.undecided(
                SampleOrders.order(orderNo, State.PENDING, version, NOW.minusSeconds(60)), version, dueAt);
    }

    protected static PendingOrder tombstone(String orderNo, long version) {
        return PendingOrder.tombstone(SampleOrders.order(orderNo, State.PAID, version, NOW.minusSeconds(60)), version);
    }

    protected static Claim claim(String token, Instant at) {
        return new Claim(token, at, at.plusSeconds(30));
    }

    protected static Emission emission(String orderNo, int attempt, Instant nextDueAt) {
        return new Emission(new QueryBack(orderNo, "sandbox", attempt, "schedule", nextDueAt), NOW, NOW, nextDueAt);
    }

    private List<String> claimed(String token, Instant at) {
        return orders().claimDue(claim(token, at), 1000).stream()
                .map(PendingOrder::orderNo)
                .toList();
    }

    private static void atOnce(List<Callable<Void>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
    }
}
