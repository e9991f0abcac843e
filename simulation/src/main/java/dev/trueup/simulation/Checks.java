package dev.trueup.simulation;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.Money;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.Topics;
import dev.trueup.ingest.callback.IncomingCallback;
import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Refunds;
import dev.trueup.orders.order.Statements.Kept;
import dev.trueup.simulation.MemoryOrders.Stored;
import dev.trueup.simulation.MemoryPendingOrders.Tracked;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The guarantees, each checked at every change that could break it. */
final class Checks {
    /** So many the channel takes where they are few. */
    static final int CALLS_PER_SECOND = 3;

    private final World world;
    private final Ledger ledger;
    private final Set<Guarantee> unchecked;
    private final Set<String> kept = new HashSet<>();
    private final Map<String, Set<Integer>> paidEvents = new HashMap<>();
    private final Map<String, List<OrderEvent>> events = new HashMap<>();
    private final Map<String, String> answered = new HashMap<>();
    private final Set<ChannelStatement> acknowledged = new HashSet<>();
    private final List<Granted> granted = new ArrayList<>();
    private final Set<String> automatic = new HashSet<>();
    private final Deque<Long> calls = new ArrayDeque<>();
    private @Nullable Violation violation;

    /** Which guarantee does not hold, and how that shows. */
    record Violation(Guarantee guarantee, String how) {}

    Checks(World world, Ledger ledger, Set<Guarantee> unchecked) {
        this.world = world;
        this.ledger = ledger;
        this.unchecked = unchecked;
    }

    @Nullable
    Violation violation() {
        return violation;
    }

    void broken(Guarantee guarantee, String how) {
        if (violation == null && !unchecked.contains(guarantee)) {
            violation = new Violation(guarantee, how);
            world.scheduler().halt();
            world.story().tell("CHECK", () -> guarantee + ": " + how);
        }
    }

    void check(boolean holds, Guarantee guarantee, Supplier<String> how) {
        if (!holds) {
            broken(guarantee, how.get());
        }
    }

    void orderChanged(@Nullable Stored before, Stored after) {
        Order now = after.order();
        if (before != null && before.order().equals(now)) {
            return;
        }
        world.story().tell("store", () -> now.orderNo() + " is " + now.state() + ", version " + now.version());
        OrderChecks.check(this, ledger, now);
        if (before != null && before.order().decided()) {
            State from = before.order().state();
            boolean refunded = from == State.PAID && now.state() == State.REFUNDED;
            boolean accepted = world.scenario().has(Fault.LATE_ACCEPTED) && now.state() == State.PAID;
            check(
                    from == now.state() || refunded || accepted,
                    Guarantee.OUTCOME_STAYS,
                    () -> now.orderNo() + " was " + from + " and is " + now.state());
        }
        if (before == null || before.order().state() != now.state()) {
            ended(now);
        }
    }

    private void ended(Order order) {
        if (order.state() == State.CLOSED || order.state() == State.FAILED) {
            Ledger.Account account = ledger.account(order.orderNo());
            Instant known = order.terms().expiresAt().plus(OrderReplica.NOT_KNOWN_MARGIN.minusSeconds(5));
            boolean neverWill = account == null
                    && (world.plan(order.terms().reference()).refused()
                            || known.toEpochMilli() <= world.scheduler().now());
            boolean tooLate = account == null
                    && order.state() == State.FAILED
                    && order.terms().expiresAt().toEpochMilli()
                            <= world.scheduler().now();
            check(
                    neverWill || tooLate || (account != null && account.ended),
                    Guarantee.ENDED_AT_THE_CHANNEL_FIRST,
                    () -> order.orderNo() + " is " + order.state() + ", and its buyer can still pay");
        }
    }

    void statementKept(Kept statement) {
        check(
                ledger.hasSaid(statement.statement()),
                Guarantee.ONLY_THE_CHANNELS_WORD,
                () -> "kept, but never said: " + statement.statement());
    }

    void tracked(@Nullable Tracked before, Tracked tracked) {
        String orderNo = tracked.order().orderNo();
        if (before != null && before.order().settled() && !tracked.order().settled()) {
            Stored stored = world.orderDocuments().durable().get(orderNo);
            check(
                    stored == null
                            || !stored.order().decided()
                            || tracked.order().version() > before.order().version(),
                    Guarantee.ONE_EFFECT,
                    () -> orderNo + " was settled, and what is known already has it asked about again");
        }
        if (tracked.order().settled()) {
            Stored stored = world.orderDocuments().durable().get(orderNo);
            check(
                    stored != null && stored.order().decided(),
                    Guarantee.NOTHING_FORGOTTEN,
                    () -> orderNo + " is asked about no more, but not decided");
        }
    }

    void appended(Broker.Message record) {
        world.story()
                .tell(
                        "broker",
                        () -> record.topic() + " " + record.partition() + ":" + record.offset() + " " + told(record));
        if (record.value() instanceof IncomingCallback callback) {
            kept.add(new String(callback.message().body(), StandardCharsets.UTF_8));
        } else if (record.topic().equals(Topics.ORDERS)) {
            announced((OrderEvent) record.value());
        }
    }

    private static String told(Broker.Message record) {
        return switch (record.value()) {
            case OrderEvent event ->
                record.key() + " version " + event.version() + " "
                        + event.order().state();
            case IncomingCallback callback -> new String(callback.message().body(), StandardCharsets.UTF_8);
            default -> record.value().toString();
        };
    }

    private void announced(OrderEvent event) {
        String orderNo = event.order().orderNo();
        List<OrderEvent> earlier = events.computeIfAbsent(orderNo, key -> new ArrayList<>());
        int version = (int) event.version();
        Stored stored = world.orderDocuments().durable().get(orderNo);
        Announcement announcement = stored == null || stored.history().size() < version
                ? null
                : stored.history().get(version - 1);
        check(
                announcement != null && announcement.event().equals(event),
                Guarantee.EVENTS_IN_ORDER,
                () -> "version " + version + " of " + orderNo + " is announced and not stored");
        check(
                version <= earlier.size() + 1,
                Guarantee.EVENTS_IN_ORDER,
                () -> "version " + version + " of " + orderNo + " is announced after " + earlier.size());
        if (version == earlier.size() + 1) {
            earlier.add(event);
        } else if (version <= earlier.size()) {
            check(
                    earlier.get(version - 1).equals(event),
                    Guarantee.EVENTS_IN_ORDER,
                    () -> "version " + version + " of " + orderNo + " is announced in two ways");
        }
        if (announcement != null && announcement.type() == EventType.ORDER_PAID) {
            Set<Integer> paid = paidEvents.computeIfAbsent(orderNo, key -> new HashSet<>());
            paid.add(version);
            check(
                    paid.size() == 1,
                    Guarantee.ONE_EFFECT,
                    () -> orderNo + " has " + paid.size() + " distinct paid events");
        }
    }

    void acknowledged(byte[] body, ChannelStatement statement) {
        String text = new String(body, StandardCharsets.UTF_8);
        check(kept.contains(text), Guarantee.ACKNOWLEDGED_ONLY_WHEN_KEPT, () -> "acknowledged and not kept: " + text);
        acknowledged.add(statement);
    }

    /** A callback about an order is dealt with: it is not read again. */
    void takenUp(ChannelStatement statement) {
        Stored stored = world.orderDocuments().durable().get(statement.orderNo());
        if (stored != null && ledger.isTrue(statement)) {
            Order order = stored.order();
            boolean known = order.payments().stream()
                    .anyMatch(payment -> payment.transactionId().equals(statement.transactionId()));
            check(
                    known || !order.attention().isEmpty(),
                    Guarantee.ANSWERS_STAY_TRUE,
                    () -> statement.transactionId() + " was told and dealt with, and " + order.orderNo()
                            + " does not know of it");
        }
    }

    /** The merchant has been answered that this is the order of his wish. */
    void answered(String wish, String orderNo) {
        String before = answered.putIfAbsent(wish, orderNo);
        check(
                before == null || before.equals(orderNo),
                Guarantee.ANSWERS_STAY_TRUE,
                () -> wish + " was answered with " + before + " and with " + orderNo);
        check(
                world.orderDocuments().durable().containsKey(orderNo),
                Guarantee.ANSWERS_STAY_TRUE,
                () -> orderNo + " was answered and is not stored");
    }

    /** Whether the channel's word that the order is paid is kept for good. */
    boolean isPaidByStatements(String orderNo) {
        return world.statementDocuments().durable().values().stream()
                .map(Kept::statement)
                .anyMatch(statement -> statement.orderNo().equals(orderNo)
                        && statement.said() == ChannelStatement.Said.PAID
                        && ledger.isTrue(statement));
    }

    /** An order was registered of which so much had been heard before. */
    void registered(String wish, Order order, boolean knownToBePaid) {
        check(
                !knownToBePaid || order.decided(),
                Guarantee.NOTHING_FORGOTTEN,
                () -> order.orderNo() + " was known to be paid before it was registered, and is " + order.state());
        answered(wish, order.orderNo());
    }

    /** The channel takes a refund. */
    void refundTaken(String orderNo, Ledger.Charge charge) {
        check(
                charge.committed() <= charge.money.amount(),
                Guarantee.GIVEN_BACK_ONCE,
                () -> "more given back than charged for " + orderNo + ": " + charge.refunds);
        if (charge.refunds.containsKey(Refunds.automaticNumber(orderNo, charge.transactionId))) {
            automatic.add(charge.transactionId);
            check(
                    automatic.size() <= allowance(),
                    Guarantee.GIVEN_BACK_ONCE,
                    () -> "given back beyond the day's allowance: " + automatic);
        }
    }

    private int allowance() {
        return world.scenario().has(Fault.ALLOWANCE_SPENT) ? 1 : Integer.MAX_VALUE;
    }

    /** The channel is asked for a refund that it knows. */
    void refundRepeated(String orderNo, RefundReport known, Money money) {
        check(
                known.money().equals(money),
                Guarantee.GIVEN_BACK_ONCE,
                () -> known + " of " + orderNo + " is asked for again as " + money);
    }

    /** A call leaves for the channel. */
    void called() {
        if (world.scenario().has(Fault.BUDGET_TIGHT)) {
            long now = world.scheduler().now();
            calls.add(now);
            while (calls.getFirst() <= now - 1_000) {
                calls.removeFirst();
            }
            check(
                    calls.size() <= CALLS_PER_SECOND,
                    Guarantee.WITHIN_BUDGET,
                    () -> calls.size() + " calls within a second");
        }
    }

    /** A merchant has been answered that a refund will be made. */
    void granted(String orderNo, String transactionId, String refundNo) {
        granted.add(new Granted(orderNo, transactionId, refundNo));
    }

    private record Granted(String orderNo, String transactionId, String refundNo) {
        boolean isKnown(Order order) {
            return order.payment(transactionId)
                    .flatMap(payment -> payment.refund(refundNo))
                    .isPresent();
        }
    }

    /** A merchant has been answered that the outcome of the order is known. */
    void decided(String orderNo) {
        Stored stored = world.orderDocuments().durable().get(orderNo);
        check(
                stored != null && stored.order().decided(),
                Guarantee.ANSWERS_STAY_TRUE,
                () -> orderNo + " was answered to be decided and is not");
    }

    /** What still has to happen when nothing goes wrong any more; null when all is well. */
    @Nullable
    Violation unsettled() {
        for (Stored stored : world.orderDocuments().durable().values()) {
            for (Violation wrong : new Settled(ledger, stored, world, events).unsettled()) {
                if (isChecked(wrong.guarantee())) {
                    return wrong;
                }
            }
        }
        Violation untrue = isChecked(Guarantee.ANSWERS_STAY_TRUE) ? untrue() : null;
        return untrue == null && isChecked(Guarantee.ACKNOWLEDGED_ONLY_WHEN_KEPT) ? unkept() : untrue;
    }

    private @Nullable Violation untrue() {
        for (String orderNo : answered.values()) {
            if (!world.orderDocuments().durable().containsKey(orderNo)) {
                return new Violation(Guarantee.ANSWERS_STAY_TRUE, orderNo + " was answered and is gone");
            }
        }
        for (Granted refund : granted) {
            Stored stored = world.orderDocuments().durable().get(refund.orderNo());
            if (stored == null || !refund.isKnown(stored.order())) {
                return new Violation(Guarantee.ANSWERS_STAY_TRUE, refund + " was answered and is gone");
            }
        }
        return null;
    }

    private @Nullable Violation unkept() {
        for (ChannelStatement statement : acknowledged) {
            boolean stored = world.statementDocuments().durable().values().stream()
                    .anyMatch(one -> one.statement().equals(statement));
            if (!stored) {
                return new Violation(
                        Guarantee.ACKNOWLEDGED_ONLY_WHEN_KEPT, "a callback was acknowledged and is gone: " + statement);
            }
        }
        return null;
    }

    boolean isChecked(Guarantee guarantee) {
        return !unchecked.contains(guarantee);
    }
}
