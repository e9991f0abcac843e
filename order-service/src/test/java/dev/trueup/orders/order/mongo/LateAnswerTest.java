package dev.trueup.orders.order.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.NotKnown;
import dev.trueup.channels.ChannelClient.Told;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.QueryBack;
import dev.trueup.orders.announcing.Outbox;
import dev.trueup.orders.asking.Asking;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.closing.Closing;
import dev.trueup.orders.order.Decider;
import dev.trueup.orders.order.Lifecycle;
import dev.trueup.orders.order.OrderNumbers;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Rules;
import dev.trueup.orders.order.Samples;
import dev.trueup.orders.order.Terms;
import dev.trueup.orders.settling.Settlement;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

/** "Not known" is asked for before an order's expiry and comes, or is dealt with, long after it: a buyer may have paid meanwhile. */
@WithServers
class LateAnswerTest {
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final OrderNumbers numbers = new OrderNumbers(() -> Samples.NOW, RandomGenerator.getDefault());
    private final Terms terms = Samples.terms(numbers.next());
    private MongoClient client;
    private Orders orders;
    private Asking asking;
    private Closing closing;
    private boolean closes = true;
    private Instant now = Samples.NOW.plusSeconds(10);

    @BeforeEach
    void start(TestServers servers) {
        client = MongoClients.create(servers.mongoUri());
        MongoTemplate mongo = new MongoTemplate(client, servers.newDatabase());
        new MongoIndexes(mongo).prepare();
        orders = new MongoOrders(mongo);
        Settlement settlement = new Settlement(
                orders,
                new MongoStatements(mongo),
                new Decider(new Rules(Rules.Policy.REFUND, Map.of(), MARGIN)),
                new Outbox(orders, announcements -> Set.of()),
                questions -> {},
                Runnable::run);
        ChannelClient channel = (ChannelClient) Proxy.newProxyInstance(
                ChannelClient.class.getClassLoader(),
                new Class<?>[] {ChannelClient.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "channel" -> terms.channel();
                    case "merchantId" -> terms.merchantId();
                    case "query" ->
                        late(new Told(List.of(
                                ChannelStatement.notKnown(terms.channel(), terms.merchantId(), terms.orderNo()))));
                    case "close" -> late(closes ? new NotKnown() : new Unanswered("away"));
                    default -> throw new AssertionError(method);
                });
        closing = new Closing(orders, settlement, new Channels(List.of(channel)), () -> now);
        asking = new Asking(
                channel, orders, settlement, closing, new SideBySide(Runnable::run), () -> now, Duration.ofDays(9));
        var unused = settlement.open(Lifecycle.created(terms), Orders.Opening.NOTHING, null);
        var unusedTaken = settlement.revise(terms.orderNo(), order -> Lifecycle.taken(order, now));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private <T> T late(T answer) {
        now = terms.expiresAt().plus(MARGIN).plusSeconds(60);
        return answer;
    }

    private State state() {
        return orders.find(terms.orderNo()).orElseThrow().order().state();
    }

    @Test
    void closesNothing() {
        var unused = closing.closeUnpaid(orders.find(terms.orderNo()).orElseThrow());
        assertThat(state()).isEqualTo(State.PENDING);
    }

    @Test
    void toldToAQuestionDecidesNothing() {
        closes = false;
        ask();
        assertThat(state()).isEqualTo(State.PENDING);
    }

    /** The same answer, asked for after the expiry. */
    @Test
    void isBelievedWhenItIsGivenAgain() {
        closes = false;
        ask();
        ask();
        assertThat(state()).isEqualTo(State.CLOSED);
    }

    private void ask() {
        var unused = asking.ask(
                List.of(new QueryBack(terms.orderNo(), terms.channel(), 1, "schedule", now.plusSeconds(60))));
    }
}
