package dev.trueup.simulator;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.agenda.Agenda;
import dev.trueup.simulator.calls.Conditions;
import dev.trueup.simulator.channel.Channels;
import dev.trueup.simulator.delivery.Delivery;
import dev.trueup.simulator.delivery.http.HttpCallbackPost;
import dev.trueup.simulator.ledger.Ledger;
import dev.trueup.simulator.ledger.Opening;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Payments;
import dev.trueup.simulator.ledger.mongo.MongoLedger;
import dev.trueup.simulator.plan.PlanChange;
import dev.trueup.simulator.plan.Plans;
import dev.trueup.simulator.plan.Preset;
import dev.trueup.simulator.plan.mongo.MongoPlans;
import dev.trueup.simulator.sandbox.SandboxChannel;
import dev.trueup.testservers.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import tools.jackson.databind.json.JsonMapper;

/** The simulator without its web, on a clock that the test drives; everything happens in the test's own thread. */
public final class SimulatorUnderTest implements AutoCloseable {
    public static final Duration LEASE = Duration.ofSeconds(15);

    public final ManualClock clock;
    public final Ledger ledger;
    public final Plans plans;
    public final Payments payments;
    public final Conditions conditions;
    public final MongoTemplate mongo;
    private final Delivery delivery;
    private final Agenda agenda;
    private final MongoClient client;
    private final HttpClient http = HttpClient.newHttpClient();

    /** A fresh one in a database of its own. */
    public SimulatorUnderTest(TestServers servers) {
        this(servers, servers.newDatabase(), new ManualClock(), ClockScale.REAL_TIME);
    }

    public SimulatorUnderTest(TestServers servers, String database, ManualClock clock, ClockScale scale) {
        this.clock = clock;
        this.client = MongoClients.create(servers.mongoUri());
        this.mongo = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, database));
        var stored = new MongoLedger(mongo);
        stored.prepare();
        this.ledger = stored;
        this.plans = new MongoPlans(mongo, JsonMapper.builder().build(), Preset.CALM.plan(), clock);
        var channels = new Channels(List.of(new SandboxChannel(TestCredentials.SANDBOX)));
        this.payments = new Payments(ledger, plans, scale, channels.habits(), clock);
        this.conditions = new Conditions(plans, scale);
        var exchange = new HttpExchange(http, Duration.ofSeconds(5), 64 * 1024);
        this.delivery = new Delivery(
                channels, conditions, new HttpCallbackPost(exchange, new SimpleMeterRegistry()), payments, clock);
        this.agenda = agenda(Runnable::run);
    }

    public Agenda agenda(Executor workers) {
        return new Agenda(ledger, payments, delivery, clock, workers, LEASE, 64);
    }

    public void plan(PlanChange change) {
        plans.replace(change.on(plans.current()));
    }

    public Payment open(String orderNo, @Nullable String reference, String notifyUrl) {
        if (payments.open(order(orderNo, reference, notifyUrl))
                instanceof Opening.Opened(Payment payment, Payment told)) {
            return payment;
        }
        throw new AssertionError(orderNo + " was not opened");
    }

    public Order order(String orderNo, @Nullable String reference, String notifyUrl) {
        Instant expiresAt = clock.instant().plus(Duration.ofHours(2));
        return new Order(
                ChannelIds.SANDBOX,
                TestCredentials.SANDBOX.merchantId(),
                orderNo,
                reference,
                null,
                100,
                "CNY",
                notifyUrl,
                expiresAt);
    }

    public Payment payment(String orderNo) {
        return ledger.find(orderNo).orElseThrow();
    }

    /** Does what is due now, and what becomes due at once by that. */
    public void runDue() {
        try {
            int more;
            do {
                more = agenda.runDue();
            } while (more > 0);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets time pass, stopping wherever this payment has something to do. */
    public void runFor(String orderNo, Duration time) {
        Instant end = clock.instant().plus(time);
        Instant next = payment(orderNo).nextDue();
        while (next != null && !next.isAfter(end)) {
            if (next.isAfter(clock.instant())) {
                clock.advance(Duration.between(clock.instant(), next));
            }
            runDue();
            next = payment(orderNo).nextDue();
        }
        clock.advance(Duration.between(clock.instant(), end));
    }

    @Override
    public void close() {
        http.close();
        client.close();
    }
}
