package dev.trueup.simulator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.http.HttpExchange;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.simulator.SimulatorUnderTest;
import dev.trueup.simulator.audit.http.HttpOrderBook;
import dev.trueup.simulator.audit.kafka.KafkaOrderEvents;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.plan.Buyer;
import dev.trueup.simulator.plan.FaultOverride;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A ledger, orders made by hand, and an audit over a real topic, a real store and HTTP. */
@WithServers
abstract class AuditScene {
    static final String ORDER = "dcs1";
    private static final String MERCHANT = "http://127.0.0.1:9/none";

    private final TestServers servers;
    private final HttpClient client = HttpClient.newHttpClient();
    SimulatorUnderTest simulator;
    OrderService orders;

    AuditScene(TestServers servers) {
        this.servers = servers;
    }

    @BeforeEach
    void start() throws IOException {
        simulator = new SimulatorUnderTest(servers);
        orders = new OrderService(servers.kafkaBootstrapServers(), servers.uniqueName("orders"));
    }

    @AfterEach
    void stop() {
        orders.close();
        simulator.close();
        client.close();
    }

    AuditReport audit() {
        return audit(Instant.EPOCH);
    }

    AuditReport audit(Instant createdAfter) {
        var exchange = new HttpExchange(client, Duration.ofSeconds(5), 1024 * 1024);
        var events = new KafkaOrderEvents(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafkaBootstrapServers()),
                orders.topic(),
                Duration.ofSeconds(20),
                InstantSource.system());
        return new Audit(simulator.ledger, new HttpOrderBook(exchange, URI.create(orders.url())), events)
                .run(createdAfter);
    }

    /** Exactly this figure is 1, with this order as its example, and every other that must be 0 is. */
    static void only(AuditReport report, String figure) {
        assertThat(report.examples().keySet()).containsExactly(figure);
        assertThat(report.examples().get(figure)).hasSize(1);
        assertThat(List.of(
                                report.lost(),
                                report.twice(),
                                report.falsePaid(),
                                report.wrongAmount(),
                                report.refundedTwice(),
                                report.eventMismatch())
                        .stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(1);
    }

    void open(String orderNo) {
        simulator.payments.override(orderNo, new FaultOverride(Buyer.WAIT, null, null, null, null, Map.of()));
        simulator.open(orderNo, null, MERCHANT);
    }

    void charge(String orderNo) {
        if (simulator.plans.override(orderNo).isEmpty()) {
            open(orderNo);
        } else {
            simulator.open(orderNo, null, MERCHANT);
        }
        simulator.payments.pay(orderNo);
    }

    /** Says of the order, by event and by answer, that it is so. */
    void tell(OrderSnapshot order) {
        EventType type = order.state() == State.PAID && order.version() == 1
                ? EventType.ORDER_PAID
                : EventType.ORDER_STILL_PENDING;
        orders.publish(type, order.orderNo() + "-" + order.version(), order);
        orders.put(order);
    }

    OrderSnapshot paid(String orderNo) {
        return order(
                orderNo, State.PAID, 1, List.of(payment(orderNo, 0, Disposition.ACCEPTED, 100, List.of())), List.of());
    }

    OrderSnapshot.Payment payment(
            String orderNo, int charge, Disposition disposition, long amount, List<Refund> refunds) {
        Payment payment = simulator.payment(orderNo);
        return new OrderSnapshot.Payment(
                payment.charges().get(charge).transactionId(),
                amount,
                "CNY",
                disposition,
                simulator.clock.instant(),
                refunds);
    }

    OrderSnapshot order(
            String orderNo,
            State state,
            long version,
            List<OrderSnapshot.Payment> payments,
            List<Attention> attention) {
        Instant now = simulator.clock.instant();
        return new OrderSnapshot(
                orderNo,
                "sandbox",
                "m-test",
                state,
                version,
                100,
                "CNY",
                "102030",
                "6666",
                10,
                null,
                null,
                now,
                now.plus(Duration.ofHours(2)),
                state.decided() ? now : null,
                payments,
                attention);
    }
}
