package dev.trueup.orders.order.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.QueryBack;
import dev.trueup.orders.announcing.OrderEvents;
import dev.trueup.orders.announcing.Outbox;
import dev.trueup.orders.asking.Asking;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.closing.Closing;
import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Decider;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Lifecycle;
import dev.trueup.orders.order.OrderNumbers;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.RefundNumbers;
import dev.trueup.orders.order.RefundRule.Wish;
import dev.trueup.orders.order.Rules;
import dev.trueup.orders.order.Samples;
import dev.trueup.orders.order.Statements;
import dev.trueup.orders.order.Terms;
import dev.trueup.orders.refunding.Allowance;
import dev.trueup.orders.refunding.Refunding;
import dev.trueup.orders.settling.QuestionsAtOnce;
import dev.trueup.orders.settling.QuestionsAtOnce.Question;
import dev.trueup.orders.settling.Settlement;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

/**
 * The service is killed after its first effect on the store, the channel or Kafka, after its second, and so on until there
 * is none left, and is started again each time: what it comes to is always what it comes to without a kill.
 */
@WithServers
class KilledAtEachStepTest {
    private static final Rules RULES = new Rules(Rules.Policy.REFUND, Map.of(), Duration.ofMinutes(5));
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final int MOST_EFFECTS = 200;

    /** A refund is requested in one and found to have succeeded in the next; one more for what a kill left claimed. */
    private static final int ROUNDS = 4;

    /** What changes nothing: to be killed before it is to be killed after the effect before it. */
    private static final Set<String> NO_EFFECTS =
            Set.of("channel", "merchantId", "find", "findAll", "about", "due", "unpublished");

    private static MongoClient client;
    private static MongoTemplate mongo;

    @BeforeAll
    static void connect(TestServers servers) {
        client = MongoClients.create(servers.mongoUri());
        mongo = new MongoTemplate(client, servers.newDatabase());
        mongo.setWriteConcern(WriteConcern.MAJORITY);
        new MongoIndexes(mongo).prepare();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    /** What is done; each may be done again by whoever got no answer. */
    enum Deed {
        CLOSE((world, life) -> {
            var unused = life.closing.close(world.orderNo);
        }),
        CLOSE_AT_EXPIRY((world, life) -> {
            world.now = world.terms.expiresAt().plusSeconds(1);
            life.ask(1);
        }),
        CLOSE_WHILE_THE_BUYER_PAYS((world, life) -> {
            world.channel.paysAtClose = true;
            var unused = life.closing.close(world.orderNo);
        }),
        CHARGED_AFTER_CLOSING((world, life) -> {
            var unused = life.closing.close(world.orderNo);
            world.channel.charge("late");
            var unusedAlso = life.settlement.settle(List.of(world.heard(world.channel.says())));
        }),
        CHARGED_TWICE((world, life) -> {
            world.channel.charge("first");
            world.channel.charge("second");
            world.channel.charges.keySet().forEach(id -> {
                var unused = life.settlement.settle(List.of(world.heard(world.channel.paid(id))));
            });
        }),
        GIVE_BACK((world, life) -> {
            world.channel.charge("first");
            var unused = life.settlement.settle(List.of(world.heard(world.channel.says())));
            var unusedAlso = life.refunding.request(
                    world.orderNo, new Wish(RefundNumbers.ofMerchant(world.orderNo, "R1"), null, 40L));
        }),
        GIVE_BACK_ALL_IN_TWO_PARTS((world, life) -> {
            world.channel.charge("first");
            var unused = life.settlement.settle(List.of(world.heard(world.channel.says())));
            for (String part : List.of("R1", "R2")) {
                var unusedAlso = life.refunding.request(
                        world.orderNo, new Wish(RefundNumbers.ofMerchant(world.orderNo, part), null, 50L));
            }
        });

        @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
        private final BiConsumer<World, Life> doing;

        Deed(BiConsumer<World, Life> doing) {
            this.doing = doing;
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAsItEndsWithoutAKill(Deed deed) {
        World untouched = new World();
        assertThat(untouched.live(deed, MOST_EFFECTS)).isTrue();
        Ending ending = untouched.ending();
        int kills = 0;
        while (true) {
            World world = new World();
            if (world.live(deed, kills)) {
                break;
            }
            assertThat(world.live(deed, MOST_EFFECTS)).isTrue();
            assertThat(world.ending()).as("killed after effect %d", kills).isEqualTo(ending);
            kills++;
        }
        assertThat(kills).as("effects between which it was killed").isGreaterThan(5);
    }

    /** What it comes to, but for times and versions. */
    record Ending(
            OrderSnapshot.State state,
            Map<String, String> payments,
            List<String> attention,
            boolean closedAtTheChannel,
            Map<String, Long> givenBackAtTheChannel) {}

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What outlasts a process: store, Kafka, the channel, time. */
    private static final class World {
        private final Orders orders = new MongoOrders(mongo);
        private final Statements statements = new MongoStatements(mongo);
        private final List<Announcement> events = new ArrayList<>();
        private final Deque<Question> questions = new ArrayDeque<>();
        private final Terms terms;
        private final String orderNo;
        private final Account channel;
        private Instant now = Samples.NOW.plusSeconds(10);

        World() {
            mongo.remove(new Query(), OrderDocument.class);
            mongo.remove(new Query(), StatementDocument.class);
            orderNo = new OrderNumbers(() -> Samples.NOW, RandomGenerator.getDefault()).next();
            terms = Samples.terms(orderNo);
            channel = new Account(terms);
            Life placing = new Life(this, MOST_EFFECTS);
            var unused = placing.settlement.open(Lifecycle.created(terms), Orders.Opening.NOTHING, null);
            var unusedTaken = placing.settlement.revise(orderNo, order -> Lifecycle.taken(order, now));
        }

        /** Does it and all that follows; false if the process was killed. */
        boolean live(Deed deed, int effects) {
            Life life = new Life(this, effects);
            try {
                deed.doing.accept(this, life);
                for (int round = 0; round < ROUNDS; round++) {
                    now = now.plus(Duration.ofSeconds(20));
                    life.work();
                }
                return true;
            } catch (Killed e) {
                return false;
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(Killed.class);
                return false;
            }
        }

        Heard heard(ChannelStatement statement) {
            return new Heard(statement, Heard.Source.CALLBACK, now);
        }

        Ending ending() {
            OrderSnapshot order = orders.find(orderNo).orElseThrow().order().snapshot();
            assertThat(orders.find(orderNo).orElseThrow().unpublished()).isEmpty();
            Map<Long, Announcement> byVersion = new TreeMap<>();
            events.forEach(event -> byVersion.merge(event.version(), event, (first, again) -> {
                assertThat(again.event()).as("published again").isEqualTo(first.event());
                return first;
            }));
            assertThat(byVersion.keySet()).as("versions").hasSize((int) order.version());
            assertThat(new ArrayList<>(byVersion.values()).getLast().event().order())
                    .isEqualTo(order);
            Map<String, String> payments = new TreeMap<>();
            order.payments()
                    .forEach(payment -> payments.put(
                            payment.transactionId(),
                            payment.disposition() + " " + payment.amount() + " "
                                    + payment.refunds().stream()
                                            .map(refund -> suffix(refund.refundNo()) + " " + refund.amount() + " "
                                                    + refund.state())
                                            .sorted()
                                            .toList()));
            Map<String, Long> givenBack = new TreeMap<>();
            channel.refunds.forEach((number, amount) -> givenBack.put(suffix(number), amount));
            return new Ending(
                    order.state(),
                    payments,
                    order.attention().stream()
                            .map(OrderSnapshot.Attention::reason)
                            .sorted()
                            .toList(),
                    channel.closed,
                    givenBack);
        }

        private String suffix(String number) {
            return number.replace(orderNo, "");
        }
    }

    /** A process: it lives until it has had so many effects. */
    private static final class Life {
        private final World world;
        private final Settlement settlement;
        private final Closing closing;
        private final Asking asking;
        private final Refunding refunding;
        private final Outbox outbox;
        private int left;

        Life(World world, int effects) {
            this.world = world;
            this.left = effects;
            Orders orders = killable(Orders.class, world.orders);
            ChannelClient channel = killable(ChannelClient.class, world.channel);
            QuestionsAtOnce questions = killable(QuestionsAtOnce.class, world.questions::addAll);
            OrderEvents events = killable(OrderEvents.class, announcements -> {
                world.events.addAll(announcements);
                return Set.of();
            });
            Allowance allowance = killable(Allowance.class, (id, number, money, now) -> true);
            SideBySide oneByOne = new SideBySide(Runnable::run);
            Channels channels = new Channels(List.of(channel));
            outbox = new Outbox(orders, events);
            settlement = new Settlement(
                    orders,
                    killable(Statements.class, world.statements),
                    new Decider(RULES),
                    outbox,
                    questions,
                    Runnable::run);
            closing = new Closing(orders, settlement, channels, () -> world.now);
            asking = new Asking(channel, orders, settlement, closing, oneByOne, () -> world.now, Duration.ofDays(1));
            refunding = new Refunding(
                    orders,
                    settlement,
                    channels,
                    oneByOne,
                    allowance,
                    () -> world.now,
                    new Refunding.Pace(PACE, PACE, PACE));
        }

        /** Whatever comes after the last effect is not done any more. */
        private <T> T killable(Class<T> port, T effects) {
            return port.cast(Proxy.newProxyInstance(
                    port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                        if (NO_EFFECTS.contains(method.getName())) {
                            return invoke(method, effects, arguments);
                        }
                        if (left == 0) {
                            throw new Killed();
                        }
                        left--;
                        return invoke(method, effects, arguments);
                    }));
        }

        private static Object invoke(Method method, Object effects, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(effects, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        /** A query-back that is not committed comes again; nothing here is forgotten by a kill. */
        private void ask(int attempt) {
            var unused = asking.ask(List.of(new QueryBack(
                    world.orderNo, world.terms.channel(), attempt, "schedule", world.now.plusSeconds(60))));
        }

        private void work() {
            int unused = outbox.sweep(world.now.minusSeconds(1), 100);
            int unusedAlso = refunding.work(world.terms.channel(), 100);
            while (!world.questions.isEmpty()) {
                ask(0);
                Question done = world.questions.remove();
                assertThat(done.orderNo()).isEqualTo(world.orderNo);
            }
        }
    }

    /** One payment at an honest channel. */
    private static final class Account implements ChannelClient {
        private final Terms terms;
        private final Map<String, Long> charges = new TreeMap<>();
        private final Map<String, Long> refunds = new HashMap<>();
        private boolean closed;
        private boolean paysAtClose;

        Account(Terms terms) {
            this.terms = terms;
        }

        void charge(String transactionId) {
            charges.putIfAbsent(transactionId, terms.total().amount());
        }

        ChannelStatement says() {
            return charges.isEmpty()
                    ? says(closed ? Said.CLOSED : Said.UNPAID, null)
                    : paid(charges.keySet().iterator().next());
        }

        ChannelStatement paid(String transactionId) {
            return says(Said.PAID, transactionId);
        }

        private ChannelStatement says(Said said, @Nullable String transactionId) {
            return new ChannelStatement(
                    terms.channel(),
                    terms.merchantId(),
                    terms.orderNo(),
                    terms.reference(),
                    said,
                    transactionId,
                    terms.total(),
                    transactionId == null ? null : Samples.NOW,
                    List.of());
        }

        @Override
        public String channel() {
            return terms.channel();
        }

        @Override
        public String merchantId() {
            return terms.merchantId();
        }

        @Override
        public CreateAnswer create(PaymentRequest request) {
            throw new AssertionError("it is there already");
        }

        @Override
        public QueryAnswer query(PaymentHandle payment) {
            return charges.isEmpty()
                    ? new Told(says())
                    : new Told(charges.keySet().stream().map(this::paid).toList());
        }

        @Override
        public CloseAnswer close(PaymentHandle payment) {
            if (paysAtClose) {
                charge("at-close");
            }
            if (!charges.isEmpty()) {
                return new AlreadyPaid();
            }
            closed = true;
            return new Closed();
        }

        @Override
        public RefundAnswer refund(RefundRequest request) {
            String number = request.refund().refundNo();
            Long before = refunds.putIfAbsent(number, request.money().amount());
            assertThat(before)
                    .as("the same number is the same refund")
                    .isIn(null, request.money().amount());
            return told(number, RefundReport.Progress.PENDING);
        }

        @Override
        public RefundAnswer queryRefund(RefundHandle refund) {
            return refunds.containsKey(refund.refundNo())
                    ? told(refund.refundNo(), RefundReport.Progress.SUCCEEDED)
                    : new NotKnown();
        }

        private RefundAnswer told(String number, RefundReport.Progress progress) {
            long amount = Objects.requireNonNull(refunds.get(number));
            return new RefundTold(
                    new RefundReport(number, new Money(amount, terms.total().currency()), progress));
        }
    }
}
