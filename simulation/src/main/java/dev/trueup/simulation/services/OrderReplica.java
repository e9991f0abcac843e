package dev.trueup.simulation.services;

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
import dev.trueup.simulation.broker.Broker;
import dev.trueup.simulation.channel.Ledger;
import dev.trueup.simulation.channel.LedgerChannel;
import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.network.UnreachableException;
import dev.trueup.simulation.store.OrderDocument;
import dev.trueup.simulation.time.Life;
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
public final class OrderReplica {
    private static final Duration SWEEP_AFTER = Duration.ofSeconds(5);
    private static final Duration CALL_AGAIN_AFTER = Duration.ofSeconds(15);
    public static final Duration NOT_KNOWN_MARGIN = Duration.ofSeconds(30);
    private static final Duration ANNOUNCE_AGAIN_AFTER = Duration.ofMinutes(2);
    private static final Duration ATTENTION_AFTER = Duration.ofSeconds(150);
    private static final Duration CONFIRM_AFTER = Duration.ofMinutes(1);
    private static final Duration DOUBT_AFTER = Duration.ofSeconds(20);
    private static final Confirming.Pace CONFIRM_PACE =
            new Confirming.Pace(CONFIRM_AFTER, DOUBT_AFTER, CALL_AGAIN_AFTER);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Refunding.Pace REFUND_PACE =
            new Refunding.Pace(Duration.ofSeconds(5), Duration.ofMinutes(1), CALL_AGAIN_AFTER);
    private static final int AT_ONCE = 50;

    private final Surroundings around;
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

    OrderReplica(Surroundings around, Life process) {
        this.around = around;
        this.process = process;
        Orders orders = around.stores().orders();
        Questions questions = new Questions();
        ChannelClient client = channel(around, process);
        Channels channels = new Channels(List.of(client));
        SideBySide oneByOne = new SideBySide(Runnable::run);
        this.outbox = new Outbox(orders, new Events());
        this.settlement = new Settlement(
                orders, around.stores().statements(), new Decider(rules(around)), outbox, questions, this::later);
        this.numbers = new OrderNumbers(process, around.chance());
        this.placing = new Placing(
                numbers, around.stores().keys(), orders, settlement, channels, oneByOne, process, CALL_AGAIN_AFTER);
        this.closing = new Closing(orders, settlement, channels, process);
        this.asking = new Asking(client, orders, settlement, closing, oneByOne, process, ATTENTION_AFTER);
        this.refunding = new Refunding(
                orders, settlement, channels, oneByOne, around.stores().allowance(), process, REFUND_PACE);
        this.confirming = new Confirming(channels.ids(), orders, questions, process, CONFIRM_PACE);
        this.reminding = new Reminding(orders, settlement, process, ANNOUNCE_AGAIN_AFTER, ATTENTION_AFTER);
    }

    private static Rules rules(Surroundings around) {
        boolean accept = around.history().has(Fault.LATE_ACCEPTED);
        return new Rules(accept ? Rules.Policy.ACCEPT : Rules.Policy.REFUND, Map.of(), NOT_KNOWN_MARGIN);
    }

    private static ChannelClient channel(Surroundings around, Life process) {
        if (!around.history().has(Fault.BUDGET_TIGHT)) {
            return around.channel();
        }
        Pace pace = new Pace(LedgerChannel.CALLS_PER_SECOND, Duration.ofMillis(100));
        CallBudget budget =
                new CallBudget(Ledger.CHANNEL, pace, PATIENCE, around.stores().paces(), process.ticker());
        return new BudgetedClient(
                new HeedingClient(around.channel(), budget), new Turns(budget), new CompositeMeterRegistry());
    }

    public Placing placing() {
        return placing;
    }

    public Settlement settlement() {
        return settlement;
    }

    public Closing closing() {
        return closing;
    }

    public Refunding refunding() {
        return refunding;
    }

    public OrderNumbers numbers() {
        return numbers;
    }

    void start() {
        around.consume(process, "order-service", Topics.CALLBACKS, this::callbacks);
        around.consume(process, "order-service.sandbox", Topics.QUERY_BACKS, this::queryBacks);
        timer(
                OrderDocument::oldestUnpublished,
                SWEEP_AFTER,
                () -> outbox.sweep(instant().minus(SWEEP_AFTER), AT_ONCE));
        timer(due(Errand.CALL), Duration.ZERO, () -> placing.repeatUnanswered(Ledger.CHANNEL, AT_ONCE));
        timer(due(Errand.REFUND), Duration.ZERO, () -> refunding.work(Ledger.CHANNEL, AT_ONCE));
        timer(due(Errand.CONFIRM), CONFIRM_AFTER, () -> confirming.confirm(AT_ONCE));
        timer(due(Errand.DOUBT), DOUBT_AFTER, () -> confirming.confirm(AT_ONCE));
        timer(OrderDocument::askedAt, ANNOUNCE_AGAIN_AFTER, () -> reminding.remind(AT_ONCE));
    }

    private static Function<OrderDocument, @Nullable Instant> due(Errand errand) {
        return stored -> stored.due().get(errand);
    }

    private void timer(Function<OrderDocument, @Nullable Instant> due, Duration after, Runnable task) {
        Supplier<@Nullable Instant> earliest = around.stores().orders().earliest(due);
        around.timer(
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
        if (around.history().faulty() && around.chance().oneIn(30)) {
            throw new OverloadedException();
        }
        around.scheduler().spawn(process, around.chance().below(20), () -> around.attempt(process, task));
    }

    private void callbacks(List<Broker.Message> batch) {
        List<Heard> heard = new ArrayList<>();
        for (Broker.Message record : batch) {
            IncomingCallback callback = (IncomingCallback) record.value();
            if (around.protocol().read(callback.message().body()) instanceof Reading.Told(var statement)) {
                Instant at = callback.receivedAt().truncatedTo(ChronoUnit.MILLIS);
                heard.add(new Heard(statement, Heard.Source.CALLBACK, at));
            }
        }
        List<Heard> ofKnownOrders = heard.stream()
                .filter(one -> around.stores().durableOrders().containsKey(one.orderNo()))
                .toList();
        var unused = settlement.settle(heard);
        ofKnownOrders.forEach(one -> around.checks().ofCallbacks().takenUp(one.statement()));
    }

    private void queryBacks(List<Broker.Message> batch) {
        List<QueryOutcome> outcomes = asking.ask(
                batch.stream().map(record -> (QueryBack) record.value()).toList());
        for (QueryOutcome outcome : outcomes) {
            around.story()
                    .tell(
                            process,
                            () -> "query-back " + outcome.attempt() + " of " + outcome.orderNo() + ": "
                                    + outcome.outcome());
            around.broker().send(Topics.QUERY_OUTCOMES, outcome.orderNo(), outcome);
        }
    }

    private final class Events implements OrderEvents {
        @Override
        public Set<String> publish(Collection<Announcement> announcements) {
            Set<String> failed = new HashSet<>();
            for (Announcement announcement : announcements) {
                try {
                    around.broker().send(Topics.ORDERS, announcement.orderNo(), announcement.event());
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
                    .forEach(question -> around.broker()
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
