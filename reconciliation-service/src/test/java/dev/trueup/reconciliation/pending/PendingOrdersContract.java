package dev.trueup.reconciliation.pending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.QueryBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
        assertThat(orders().claimDue(claim("a", DUE.minusMillis(1)), upTo(10))).isEmpty();
        assertThat(orders().claimDue(claim("b", DUE), upTo(10))).containsExactly(undecided("dcs1", 2, DUE));
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
        orders().claimDue(claim, upTo(10));
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

        assertThat(orders().claimDue(claim("a", NOW), upTo(2)))
                .extracting(PendingOrder::orderNo)
                .containsExactly("dcs2", "dcs3");
        assertThat(claimed("b", NOW)).containsExactly("dcs1");
    }

    @Test
    void aClaimedOrderIsNobodyElsesUntilTheClaimLapses() {
        merge(undecided("dcs1", 1, NOW));
        Claim claim = claim("a", NOW);
        orders().claimDue(claim, upTo(10));

        assertThat(claimed("b", claim.until().minusMillis(1))).isEmpty();
        assertThat(orders().claimDue(claim("c", claim.until()), upTo(10)))
                .as("due as it was, so that the query-back is the same")
                .containsExactly(undecided("dcs1", 1, NOW));
    }

    @Test
    void aLapsedClaimRecordsNothing() {
        merge(undecided("dcs1", 1, NOW));
        Claim lapsed = claim("a", NOW);
        orders().claimDue(lapsed, upTo(10));
        Claim current = claim("b", lapsed.until());
        orders().claimDue(current, upTo(10));
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
        orders().claimDue(claim, upTo(10));
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
                    orders().claimDue(claim(token + "-" + scan, NOW), upTo(50))
                            .forEach(order -> claimed.add(order.orderNo()));
                }
                return null;
            });
        }

        atOnce(scanners);

        assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void youngOrdersGetTheirPartNewestDueFirstAndTheRestGoesToTheLongestOverdue() {
        Instant young = NOW.minusSeconds(100);
        merge(
                createdAt("old1", NOW.minusSeconds(900), NOW.minusSeconds(80)),
                createdAt("old2", NOW.minusSeconds(900), NOW.minusSeconds(70)),
                createdAt("old3", NOW.minusSeconds(900), NOW.minusSeconds(1)),
                createdAt("new1", NOW.minusSeconds(90), NOW.minusSeconds(60)),
                createdAt("new2", NOW.minusSeconds(90), NOW.minusSeconds(50)),
                createdAt("new3", NOW.minusSeconds(90), NOW.minusSeconds(2)),
                createdAt("new4", NOW.minusSeconds(90), NOW.plusSeconds(2)));

        assertThat(orders().claimDue(claim("a", NOW), new Portion("sandbox", 4, 2, young)))
                .extracting(PendingOrder::orderNo)
                .containsExactly("new3", "new2", "old1", "old2");
        assertThat(orders().claimDue(claim("b", NOW), new Portion("sandbox", 4, 4, young)))
                .as("what young orders leave over goes to the others")
                .extracting(PendingOrder::orderNo)
                .containsExactly("new1", "old3");
    }

    @Test
    void channelsAreKeptApart() {
        merge(undecided("dcs1", 1, NOW));

        assertThat(orders().claimDue(claim("a", NOW), new Portion("alipay", 10, 5, NOW.minusSeconds(300))))
                .isEmpty();
        assertThat(orders().due("alipay", NOW, 10)).isZero();
        assertThat(orders().due("sandbox", NOW, 10)).isEqualTo(1);
        assertThat(orders().backlog("alipay", NOW).pending()).isZero();
    }

    @Test
    void whatIsDueIsCountedUpToALimit() {
        merge(undecided("dcs1", 1, NOW), undecided("dcs2", 1, NOW), undecided("dcs3", 1, NOW.plusMillis(1)));
        merge(tombstone("dcs4", 2));

        assertThat(orders().due("sandbox", NOW, 10)).isEqualTo(2);
        assertThat(orders().due("sandbox", NOW, 1)).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackIsDueAsItWasAtOnce() {
        merge(undecided("dcs1", 1, NOW));
        Claim claim = claim("a", NOW.plusSeconds(5));
        List<PendingOrder> claimed = orders().claimDue(claim, upTo(10));

        orders().giveBack(claimed, claim);

        assertThat(orders().claimDue(claim("b", NOW), upTo(10))).containsExactly(undecided("dcs1", 1, NOW));
    }

    @Test
    void onlyWhoHoldsAClaimCanGiveItBack() {
        merge(undecided("dcs1", 1, NOW), undecided("dcs2", 1, NOW));
        Claim lapsed = claim("a", NOW);
        List<PendingOrder> claimed = orders().claimDue(lapsed, upTo(10));
        Claim current = claim("b", lapsed.until());
        orders().claimDue(current, upTo(10));
        orders().emitted(List.of(emission("dcs1", 1, NOW.plusSeconds(99))), current);

        orders().giveBack(claimed, lapsed);

        assertThat(claimed("c", lapsed.until())).isEmpty();
        assertThat(orders().find("dcs1").orElseThrow().dueAt()).isEqualTo(NOW.plusSeconds(99));
    }

    @Test
    void aHintBringsAnOrderForwardOnceBetweenTwoQueryBacks() {
        merge(undecided("dcs1", 1, DUE), tombstone("dcs2", 1));

        bringForward("dcs1", "dcs2", "dcs404");
        assertThat(orders().find("dcs1").orElseThrow().dueAt()).isEqualTo(NOW);
        assertThat(orders().find("dcs1").orElseThrow().hinted()).isTrue();
        assertThat(orders().hintable("sandbox", List.of("dcs1"), NOW.minusSeconds(1)))
                .as("hinted at already")
                .isEmpty();

        Claim claim = claim("a", NOW);
        assertThat(orders().claimDue(claim, upTo(10)))
                .singleElement()
                .satisfies(order -> assertThat(order.hinted()).isTrue());
        assertThat(orders().hintable("sandbox", List.of("dcs1"), NOW))
                .as("claimed")
                .isEmpty();
        orders().emitted(List.of(emission("dcs1", 1, DUE)), claim);
        assertThat(orders().find("dcs1").orElseThrow().hinted()).isFalse();
        assertThat(orders().hintable("sandbox", List.of("dcs1"), NOW)).hasSize(1);
    }

    @Test
    void aHintAboutAnotherChannelOrWhatIsDueAnywayChangesNothing() {
        merge(undecided("dcs1", 1, DUE), undecided("dcs2", 1, NOW));

        assertThat(orders().hintable("alipay", List.of("dcs1"), NOW)).isEmpty();
        assertThat(orders().hintable("sandbox", List.of("dcs2"), NOW)).isEmpty();
    }

    @Test
    void aHintComesTooLateForAnOrderThatWasAskedAboutMeanwhile() {
        merge(undecided("dcs1", 1, DUE));
        List<PendingOrder> hintable = orders().hintable("sandbox", List.of("dcs1"), NOW);
        Claim claim = claim("a", DUE);
        orders().claimDue(claim, upTo(10));
        orders().bringForward(hintable, NOW);
        assertThat(orders().find("dcs1").orElseThrow().dueAt()).isEqualTo(DUE);
        orders().emitted(List.of(emission("dcs1", 1, DUE.plusSeconds(5))), claim);

        orders().bringForward(hintable, NOW);

        assertThat(orders().find("dcs1").orElseThrow().dueAt()).isEqualTo(DUE.plusSeconds(5));
    }

    @Test
    void theBacklogCountsWhatIsPendingByAge() {
        assertThat(orders().backlog("sandbox", NOW))
                .isEqualTo(new Backlog(
                        Map.of(
                                Age.UNDER_A_MINUTE, 0L,
                                Age.UNDER_FIVE_MINUTES, 0L,
                                Age.UNDER_AN_HOUR, 0L,
                                Age.UNDER_A_DAY, 0L,
                                Age.OLDER, 0L),
                        0,
                        null));

        merge(
                createdAt("ahead", NOW.plusSeconds(3), DUE),
                createdAt("now", NOW, DUE),
                createdAt("almostAMinute", NOW.minusMillis(59_999), DUE),
                createdAt("aMinute", NOW.minusSeconds(60), NOW),
                createdAt("hours", NOW.minusSeconds(3 * 3600), NOW.minusSeconds(1)),
                createdAt("days", NOW.minusSeconds(3 * 86_400), DUE),
                tombstone("settled", 1));

        Backlog backlog = orders().backlog("sandbox", NOW);
        assertThat(backlog.byAge())
                .containsEntry(Age.UNDER_A_MINUTE, 3L)
                .containsEntry(Age.UNDER_FIVE_MINUTES, 1L)
                .containsEntry(Age.UNDER_AN_HOUR, 0L)
                .containsEntry(Age.UNDER_A_DAY, 1L)
                .containsEntry(Age.OLDER, 1L);
        assertThat(backlog.pending()).isEqualTo(6);
        assertThat(backlog.due()).isEqualTo(2);
        assertThat(backlog.oldestCreatedAt()).isEqualTo(NOW.minusSeconds(3 * 86_400));
    }

    private void bringForward(String... orderNos) {
        orders().bringForward(orders().hintable("sandbox", List.of(orderNos), NOW), NOW);
    }

    protected void merge(PendingOrder... heardOf) {
        orders().merge(List.of(heardOf), NOW);
    }

    protected static PendingOrder undecided(String orderNo, long version, Instant dueAt) {
        return PendingOrder.undecided(
                SampleOrders.order(orderNo, State.PENDING, version, NOW.minusSeconds(60)), version, dueAt);
    }

    private static PendingOrder createdAt(String orderNo, Instant createdAt, Instant dueAt) {
        return PendingOrder.undecided(SampleOrders.order(orderNo, State.PENDING, 1, createdAt), 1, dueAt);
    }

    /** Of the channel that the samples have, without a share for the young. */
    protected static Portion upTo(int count) {
        return new Portion("sandbox", count, 0, NOW.minusSeconds(300));
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
        return orders().claimDue(claim(token, at), upTo(1000)).stream()
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
