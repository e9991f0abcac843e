package dev.trueup.simulation;

import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.ChannelClient;
import dev.trueup.contracts.QueryBack;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.Topics;
import dev.trueup.ingest.callback.IncomingCallback;
import dev.trueup.orders.announcing.OrderEvents;
import dev.trueup.orders.announcing.Outbox;
import dev.trueup.orders.asking.Asking;
import dev.trueup.orders.asking.Confirming;
import dev.trueup.orders.asking.Reminding;
import dev.trueup.orders.channels.BudgetedClient;
import dev.trueup.orders.channels.CallBudget;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.HeedingClient;
import dev.trueup.orders.channels.Pace;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.channels.Turns;
import dev.trueup.orders.closing.Closing;
import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Decider;
import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.OrderNumbers;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Rules;
import dev.trueup.orders.placing.Placing;
import dev.trueup.orders.refunding.Refunding;
import dev.trueup.orders.settling.QuestionsAtOnce;
import dev.trueup.orders.settling.Settlement;
import dev.trueup.simulation.MemoryOrders.Stored;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One life of one replica of order-service: the application's own parts, wired to the simulated neighbours. */
final class OrderReplica {
    private static final Duration SWEEP_AFTER = Duration.ofSeconds(5);
    private static final Duration CALL_AGAIN_AFTER = Duration.ofSeconds(15);
    static final Duration NOT_KNOWN_MARGIN = Duration.ofSeconds(30);
    private static final Duration ANNOUNCE_AGAIN_AFTER = Duration.ofMinutes(2);
    private static final Duration ATTENTION_AFTER = Duration.ofSeconds(150);
    private static final Duration CONFIRM_AFTER = Duration.ofMinutes(1);
    private static final Duration DOUBT_AFTER = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Refunding.Pace REFUND_PACE =
            new Refunding.Pace(Duration.ofSeconds(5), Duration.ofMinutes(1), CALL_AGAIN_AFTER);
    private static final int AT_ONCE = 50;

    private final World world;
    private final Life process;
    private final Settlement settlement;
    private final Outbox outbox;
    private final Placing placing;
    private final Asking asking;
    private final Closing closing;
    private final Refunding refunding;
    private final Confirming confirming;
    private final Reminding reminding;
    private final OrderNumbers numbers;

    OrderReplica(World world, Life process) {
        this.world = world;
        this.process = process;
        Orders orders = world.orders();
        Questions questions = new Questions();
        ChannelClient client = channel(world, process);
        Channels channels = new Channels(List.of(client));
        SideBySide oneByOne = new SideBySide(Runnable::run);
        this.outbox = new Outbox(orders, new Events());
        this.settlement =
                new Settlement(orders, world.statements(), new Decider(rules(world)), outbox, questions, this::later);
        this.numbers = new OrderNumbers(process, world.chance());
        this.placing =
                new Placing(numbers, world.keys(), orders, settlement, channels, oneByOne, process, CALL_AGAIN_AFTER);
        this.closing = new Closing(orders, settlement, channels, process);
        this.asking = new Asking(client, orders, settlement, closing, oneByOne, process, ATTENTION_AFTER);
        this.refunding = new Refunding(orders, settlement, channels, oneByOne, world.allowance(), process, REFUND_PACE);
        this.confirming = new Confirming(orders, questions, process, CONFIRM_AFTER, DOUBT_AFTER);
        this.reminding = new Reminding(orders, settlement, process, ANNOUNCE_AGAIN_AFTER, ATTENTION_AFTER);
    }

    private static Rules rules(World world) {
        boolean accept = world.scenario().has(Fault.LATE_ACCEPTED);
        return new Rules(accept ? Rules.Policy.ACCEPT : Rules.Policy.REFUND, Map.of(), NOT_KNOWN_MARGIN);
    }

    private static ChannelClient channel(World world, Life process) {
        if (!world.scenario().has(Fault.BUDGET_TIGHT)) {
            return world.channel();
        }
        Pace pace = new Pace(Checks.CALLS_PER_SECOND, Duration.ofMillis(100));
        CallBudget budget = new CallBudget(Ledger.CHANNEL, pace, PATIENCE, world.paces(), process.ticker());
        return new BudgetedClient(
                new HeedingClient(world.channel(), budget), new Turns(budget), new CompositeMeterRegistry());
    }

    Placing placing() {
        return placing;
    }

    Settlement settlement() {
        return settlement;
    }

    Closing closing() {
        return closing;
    }

    Refunding refunding() {
        return refunding;
    }

    OrderNumbers numbers() {
        return numbers;
    }

    void start() {
        world.consume(process, "order-service", Topics.CALLBACKS, this::callbacks);
        world.consume(process, "order-service.sandbox", Topics.QUERY_BACKS, this::queryBacks);
        timer(
                Stored::oldestUnpublished,
                SWEEP_AFTER,
                () -> outbox.sweep(instant().minus(SWEEP_AFTER), AT_ONCE));
        timer(due(Errand.CALL), Duration.ZERO, () -> placing.repeatUnanswered(AT_ONCE));
        timer(due(Errand.REFUND), Duration.ZERO, () -> refunding.work(AT_ONCE));
        timer(due(Errand.CONFIRM), CONFIRM_AFTER, () -> confirming.confirm(AT_ONCE));
        timer(due(Errand.DOUBT), DOUBT_AFTER, () -> confirming.confirm(AT_ONCE));
        timer(Stored::askedAt, ANNOUNCE_AGAIN_AFTER, () -> reminding.remind(AT_ONCE));
    }

    private static Function<Stored, @Nullable Instant> due(Errand errand) {
        return stored -> stored.due().get(errand);
    }

    private void timer(Function<Stored, @Nullable Instant> due, Duration after, Runnable task) {
        Supplier<@Nullable Instant> earliest = world.orders().earliest(due);
        world.timer(
                process,
                () -> {
                    Instant first = earliest.get();
                    return first != null && first.isBefore(instant().minus(after));
                },
                task);
    }

    private Instant instant() {
        return process.instant();
    }

    private void later(Runnable task) {
        if (world.faulty() && world.chance().oneIn(30)) {
            throw new OverloadedException();
        }
        world.scheduler().spawn(process, world.chance().below(20), () -> world.attempt(process, task));
    }

    private void callbacks(List<Broker.Message> batch) {
        List<Heard> heard = new ArrayList<>();
        for (Broker.Message record : batch) {
            IncomingCallback callback = (IncomingCallback) record.value();
            if (world.protocol().read(callback.message().body()) instanceof Reading.Told(var statement)) {
                Instant at = callback.receivedAt().truncatedTo(ChronoUnit.MILLIS);
                heard.add(new Heard(statement, Heard.Source.CALLBACK, at));
            }
        }
        List<Heard> ofKnownOrders = heard.stream()
                .filter(one -> world.orderDocuments().durable().containsKey(one.orderNo()))
                .toList();
        var unused = settlement.settle(heard);
        ofKnownOrders.forEach(one -> world.checks().takenUp(one.statement()));
    }

    private void queryBacks(List<Broker.Message> batch) {
        List<QueryOutcome> outcomes = asking.ask(
                batch.stream().map(record -> (QueryBack) record.value()).toList());
        for (QueryOutcome outcome : outcomes) {
            world.story()
                    .tell(
                            process,
                            () -> "query-back " + outcome.attempt() + " of " + outcome.orderNo() + ": "
                                    + outcome.outcome());
            world.broker().send(Topics.QUERY_OUTCOMES, outcome.orderNo(), outcome);
        }
    }

    private final class Events implements OrderEvents {
        @Override
        public Set<String> publish(Collection<Announcement> announcements) {
            Set<String> failed = new HashSet<>();
            for (Announcement announcement : announcements) {
                try {
                    world.broker().send(Topics.ORDERS, announcement.orderNo(), announcement.event());
                } catch (UnreachableException e) {
                    failed.add(announcement.orderNo());
                }
            }
            return failed;
        }
    }

    private final class Questions implements QuestionsAtOnce {
        @Override
        public void ask(Collection<Question> questions) {
            questions.stream()
                    .sorted(Comparator.comparing(Question::orderNo).thenComparing(Question::cause))
                    .forEach(question -> world.broker()
                            .send(
                                    Topics.QUERY_BACKS,
                                    question.orderNo(),
                                    new QueryBack(
                                            question.orderNo(),
                                            question.channel(),
                                            0,
                                            question.reason(),
                                            instant().plus(Duration.ofMinutes(2)))));
        }
    }
}
