package dev.trueup.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.ChannelClient.PaymentHandle;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.orders.order.Orders.Opening;
import dev.trueup.orders.order.Orders.Position;
import dev.trueup.orders.order.Orders.Revision;
import dev.trueup.orders.order.Orders.Selection;
import dev.trueup.orders.order.Orders.StoredOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of orders does. */
public abstract class OrdersContract {
    private static final Instant NOW = Samples.NOW;
    private static final String CHANNEL = Samples.terms("dcs").channel();
    private static final Instant CALL_AGAIN = NOW.plusSeconds(15);

    private final OrderNumbers numbers = new OrderNumbers(() -> NOW, RandomGenerator.getDefault());

    /** The store under test; a test sees only what it wrote itself or asks for by number. */
    protected abstract Orders orders();

    /** The orders collected from the store, for tests that look at all of it. */
    private StoredOrder inserted() {
        Transition created = Lifecycle.created(Samples.terms(numbers.next()));
        assertThat(orders().insert(created, Opening.NOTHING, CALL_AGAIN)).isTrue();
        return read(created.order().orderNo());
    }

    private StoredOrder read(String orderNo) {
        return orders().find(orderNo).orElseThrow();
    }

    private static Revision taken(StoredOrder stored) {
        Transition transition =
                Lifecycle.taken(stored.order(), NOW.plusSeconds(1)).orElseThrow();
        return new Revision(stored, transition.order(), transition.announcements());
    }

    private static Revision paid(StoredOrder stored, String transactionId) {
        Decision decision = new Decider(Samples.REFUND_LATE)
                .decide(
                        stored.order(),
                        Samples.byQuery(
                                StatementsContract.about(stored.order().orderNo(), Samples.paid(transactionId))));
        Transition transition = ((Decision.Changed) decision).transition();
        return new Revision(stored, transition.order(), transition.announcements());
    }

    @Test
    void keepsAnOrderExactly() {
        StoredOrder stored = inserted();
        assertThat(stored.order())
                .isEqualTo(Lifecycle.created(stored.order().terms()).order());
        assertThat(stored.opening().instructions()).isEmpty();
        assertThat(stored.unpublished()).extracting(Announcement::type).containsExactly(EventType.ORDER_CREATED);
        StoredOrder after = updated(paid(stored, "tx-1"));
        assertThat(after.order()).isEqualTo(paid(stored, "tx-1").after());
        assertThat(after.unpublished()).extracting(Announcement::version).containsExactly(1L, 2L);
        assertThat(after.unpublished().getLast().event().order())
                .isEqualTo(after.order().snapshot());
    }

    private StoredOrder updated(Revision revision) {
        assertThat(orders().update(List.of(revision))).isEmpty();
        return read(revision.orderNo());
    }

    @Test
    void insertsANumberOnce() {
        StoredOrder stored = inserted();
        Transition again = Lifecycle.created(stored.order().terms());
        assertThat(orders().insert(again, Opening.NOTHING, CALL_AGAIN)).isFalse();
        assertThat(read(stored.order().orderNo())).isEqualTo(stored);
    }

    @Test
    void unknownNumbersAreAbsent() {
        assertThat(orders().find(numbers.next())).isEmpty();
        assertThat(orders().findAll(List.of())).isEmpty();
        assertThat(orders().history(numbers.next())).isEmpty();
    }

    @Test
    void guardsOnTheVersion() {
        StoredOrder first = inserted();
        StoredOrder second = inserted();
        updated(taken(first));
        Set<String> overtaken = orders().update(List.of(paid(first, "tx-1"), paid(second, "tx-2")));
        assertThat(overtaken).containsExactly(first.order().orderNo());
        assertThat(read(first.order().orderNo()).order().state()).isEqualTo(State.PENDING);
        assertThat(read(second.order().orderNo()).order().state()).isEqualTo(State.PAID);
    }

    @Test
    void aRepeatedUpdateIsKnownAsOnesOwn() {
        StoredOrder stored = inserted();
        Revision revision = taken(stored);
        StoredOrder once = updated(revision);
        assertThat(orders().update(List.of(revision)))
                .as("a write whose outcome was unknown is repeated")
                .isEmpty();
        assertThat(read(revision.orderNo())).isEqualTo(once);
    }

    @Test
    void ofManyWritersOneWins() throws Exception {
        StoredOrder stored = inserted();
        List<Callable<Set<String>>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Revision revision = paid(stored, "tx-" + i);
            writers.add(() -> orders().update(List.of(revision)));
        }
        int winners = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Set<String>> overtaken : threads.invokeAll(writers)) {
                winners += overtaken.get().isEmpty() ? 1 : 0;
            }
        }
        assertThat(winners).isEqualTo(1);
        StoredOrder after = read(stored.order().orderNo());
        assertThat(after.order().version()).isEqualTo(2);
        assertThat(after.unpublished()).hasSize(2);
    }

    @Test
    void forgetsWhatIsPublishedAndNothingElse() {
        StoredOrder stored = updated(taken(inserted()));
        String orderNo = stored.order().orderNo();
        orders().published(Map.of(orderNo, 1L));
        assertThat(read(orderNo).unpublished())
                .extracting(Announcement::version)
                .containsExactly(2L);
        StoredOrder paid = updated(paid(stored, "tx-1")); // made from a read with version 1 still unpublished
        assertThat(paid.unpublished()).extracting(Announcement::version).containsExactly(2L, 3L);
        orders().published(Map.of(orderNo, 3L));
        assertThat(read(orderNo).unpublished()).isEmpty();
        assertThat(read(orderNo).order()).isEqualTo(paid.order());
        assertThat(orders().history(orderNo)).extracting(Orders.Event::version).containsExactly(1L, 2L, 3L);
    }

    @Test
    void findsWhatIsUnpublished() {
        StoredOrder left = inserted();
        StoredOrder done = inserted();
        orders().published(Map.of(done.order().orderNo(), 1L));
        assertThat(numbersOf(orders().unpublished(NOW.plusMillis(1), 100_000)))
                .contains(left.order().orderNo())
                .doesNotContain(done.order().orderNo());
        assertThat(numbersOf(orders().unpublished(NOW, 100_000)))
                .as("not yet old enough")
                .doesNotContain(left.order().orderNo());
    }

    private static Set<String> numbersOf(List<StoredOrder> stored) {
        Set<String> numbers = new HashSet<>();
        stored.forEach(one -> numbers.add(one.order().orderNo()));
        return numbers;
    }

    @Test
    void createCallsAreRepeatedByOneUntilAnswered() throws Exception {
        StoredOrder stored = inserted();
        String orderNo = stored.order().orderNo();
        assertThat(numbersOf(orders().claimDue(Errand.CALL, CHANNEL, CALL_AGAIN.minusMillis(1), CALL_AGAIN, 100_000)))
                .doesNotContain(orderNo);
        Instant until = CALL_AGAIN.plusSeconds(15);
        List<Callable<List<StoredOrder>>> replicas = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            replicas.add(() -> orders().claimDue(Errand.CALL, CHANNEL, CALL_AGAIN, until, 100_000));
        }
        int claims = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<StoredOrder>> claimed : threads.invokeAll(replicas)) {
                claims += numbersOf(claimed.get()).contains(orderNo) ? 1 : 0;
            }
        }
        assertThat(claims).isEqualTo(1);
        assertThat(numbersOf(orders().claimDue(Errand.CALL, CHANNEL, until, until.plusSeconds(1), 100_000)))
                .as("again, should the first have died")
                .contains(orderNo);
        orders().answered(orderNo, new Opening(Map.of("payUrl", "http://pay"), "ch-1"));
        assertThat(numbersOf(
                        orders().claimDue(Errand.CALL, CHANNEL, until.plusSeconds(60), until.plusSeconds(99), 100_000)))
                .doesNotContain(orderNo);
        orders().answered(orderNo, Opening.NOTHING);
        assertThat(read(orderNo).opening()).isEqualTo(new Opening(Map.of("payUrl", "http://pay"), "ch-1"));
        assertThat(read(orderNo).handle()).isEqualTo(new PaymentHandle(orderNo, "ch-1"));
    }

    @Test
    void aChannelsErrandsAreTakenOverByThemselves() {
        String orderNo = inserted().order().orderNo();
        Instant until = CALL_AGAIN.plusSeconds(15);
        assertThat(numbersOf(orders().claimDue(Errand.CALL, "another", CALL_AGAIN, until, 100_000)))
                .doesNotContain(orderNo);
        assertThat(numbersOf(orders().claimDue(Errand.CALL, CHANNEL, CALL_AGAIN, until, 100_000)))
                .contains(orderNo);
    }

    @Test
    void listsWhatWaitsForAPerson() {
        StoredOrder stored = inserted();
        Transition lied = Lifecycle.takenWithLie(stored.order(), "the answer is about another order", NOW)
                .orElseThrow();
        updated(new Revision(stored, lied.order(), lied.announcements()));
        Selection lies = new Selection(null, AttentionReason.SYNCHRONOUS_ANSWER, null, null, 1000);
        assertThat(orders().page(lies))
                .extracting(Order::orderNo)
                .contains(stored.order().orderNo());
        assertThat(orders().page(new Selection(null, AttentionReason.DISPUTE, null, null, 1000)))
                .extracting(Order::orderNo)
                .doesNotContain(stored.order().orderNo());
    }

    @Test
    void anErrandGoesOnUntilItIsDoneAsItWasSeen() {
        String orderNo = inserted().order().orderNo();
        assertThat(orders().due(Errand.DOUBT, List.of(orderNo))).isEmpty();
        orders().arise(Errand.DOUBT, Map.of(orderNo, NOW));
        orders().arise(Errand.DOUBT, Map.of(numbers.next(), NOW));
        assertThat(orders().due(Errand.DOUBT, List.of(orderNo, numbers.next()))).isEqualTo(Map.of(orderNo, NOW));
        orders().arise(Errand.DOUBT, Map.of(orderNo, NOW.plusSeconds(1)));
        orders().done(Errand.DOUBT, Map.of(orderNo, NOW));
        assertThat(orders().due(Errand.DOUBT, List.of(orderNo)))
                .as("it arose anew meanwhile")
                .isEqualTo(Map.of(orderNo, NOW.plusSeconds(1)));
        assertThat(orders().due(Errand.CONFIRM, List.of(orderNo))).isEmpty();
        orders().done(Errand.DOUBT, Map.of(orderNo, NOW.plusSeconds(1)));
        orders().done(Errand.DOUBT, Map.of());
        assertThat(orders().due(Errand.DOUBT, List.of(orderNo))).isEmpty();
    }

    @Test
    void aChangeBeginsAndEndsItsErrands() {
        StoredOrder stored = inserted();
        String orderNo = stored.order().orderNo();
        updated(paid(stored, "tx-1"));
        Instant paidAt = NOW.plusSeconds(60);
        assertThat(orders().due(Errand.CONFIRM, List.of(orderNo))).isEqualTo(Map.of(orderNo, paidAt));
        Instant later = paidAt.plusSeconds(60);
        Instant latest = paidAt.plusSeconds(120);
        assertThat(numbersOf(orders().claimDue(Errand.CONFIRM, CHANNEL, later, latest, 100_000)))
                .contains(orderNo);
        orders().postpone(Errand.CONFIRM, orderNo, later, NOW);
        assertThat(orders().due(Errand.CONFIRM, List.of(orderNo)))
                .as("postponed by one who holds no claim")
                .isEqualTo(Map.of(orderNo, latest));
        orders().postpone(Errand.CONFIRM, orderNo, latest, later);
        assertThat(orders().due(Errand.CONFIRM, List.of(orderNo))).isEqualTo(Map.of(orderNo, later));
    }

    @Test
    void remembersWhatWasAskedAbout() {
        StoredOrder pending = inserted();
        StoredOrder asked = inserted();
        StoredOrder decided = inserted();
        updated(paid(decided, "tx-1"));
        Instant later = NOW.plus(Duration.ofHours(3));
        orders().asked(List.of(asked.order().orderNo(), decided.order().orderNo()), later);
        assertThat(numbersOf(orders().unasked(later, 100_000)))
                .contains(pending.order().orderNo())
                .doesNotContain(asked.order().orderNo(), decided.order().orderNo());
        assertThat(numbersOf(orders().unasked(later.plusMillis(1), 100_000)))
                .contains(asked.order().orderNo())
                .doesNotContain(decided.order().orderNo());
    }

    @Test
    void pagesThroughEveryOrderOnce() {
        Map<String, State> expected = new HashMap<>();
        for (int i = 0; i < 25; i++) {
            StoredOrder stored = inserted();
            if (i % 2 == 0) {
                stored = updated(taken(stored));
            }
            expected.put(stored.order().orderNo(), stored.order().state());
        }
        assertThat(pages(null)).containsAllEntriesOf(expected);
        Map<String, State> pending = pages(State.PENDING);
        assertThat(pending.values()).containsOnly(State.PENDING);
        expected.values().removeIf(state -> state != State.PENDING);
        assertThat(pending).containsAllEntriesOf(expected);
        assertThat(orders().page(new Selection(null, null, NOW, null, 1000)))
                .as("nothing was created before")
                .isEmpty();
    }

    private Map<String, State> pages(@Nullable State state) {
        Map<String, State> seen = new HashMap<>();
        Position after = null;
        List<Order> page;
        do {
            page = orders().page(new Selection(state, null, NOW.plusMillis(1), after, 7));
            for (Order order : page) {
                assertThat(seen.put(order.orderNo(), order.state())).isNull();
                after = new Position(order.terms().createdAt(), order.orderNo());
            }
        } while (page.size() == 7);
        return seen;
    }
}
