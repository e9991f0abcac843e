package dev.trueup.orders.settling;

import static java.util.function.Predicate.not;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.orders.announcing.Outbox;
import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Decider;
import dev.trueup.orders.order.Decision;
import dev.trueup.orders.order.Decision.Verdict;
import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.OrderNumbers;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.Opening;
import dev.trueup.orders.order.Orders.Revision;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.order.Statements;
import dev.trueup.orders.order.Statements.Kept;
import dev.trueup.orders.order.Transition;
import dev.trueup.orders.settling.QuestionsAtOnce.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which an order changes: read, decide, store guarded on the version read, and where another was faster
 * read and decide again. Every step may be repeated after a crash or a time-out of unknown outcome: what already
 * happened is then decided to be a duplicate.
 */
public final class Settlement {
    /** Somebody else made progress in each of these rounds; so many in a row mean that something is broken. */
    private static final int MOST_ROUNDS = 100;

    private final Orders orders;
    private final Statements statements;
    private final Decider decider;
    private final Outbox outbox;
    private final QuestionsAtOnce questions;
    private final Executor later;
    private final Witness witness;

    /** Settles with nobody looking on. */
    public Settlement(
            Orders orders,
            Statements statements,
            Decider decider,
            Outbox outbox,
            QuestionsAtOnce questions,
            Executor later) {
        this(orders, statements, decider, outbox, questions, later, Witness.NONE);
    }

    /**
     * Settles over these stores.
     *
     * @param later where events are published that nobody waits for; it may reject, the sweep is behind it
     */
    public Settlement(
            Orders orders,
            Statements statements,
            Decider decider,
            Outbox outbox,
            QuestionsAtOnce questions,
            Executor later,
            Witness witness) {
        this.orders = orders;
        this.statements = statements;
        this.decider = decider;
        this.outbox = outbox;
        this.questions = questions;
        this.later = later;
        this.witness = witness;
    }

    /**
     * Keeps what channels said, applies it to the orders it is about and publishes what changed.
     *
     * @return what became of each, in the order given
     */
    public List<Settled> settle(List<Heard> heard) {
        List<Heard> ours = ours(heard);
        statements.keep(ours); // written before the orders are read: an order inserted meanwhile reads them itself
        Map<Heard, Settled> settled = apply(ours);
        markUnmatched(settled.values());
        askAboutDoubtful(settled.values());
        List<Settled> all = heard.stream()
                .map(one -> settled.getOrDefault(one, new Settled(one, Verdict.UNKNOWN_ORDER, null, false)))
                .toList();
        all.forEach(witness::decided);
        return all;
    }

    /** Numbers in another form are foreign, unless a merchant has registered them. */
    private List<Heard> ours(List<Heard> heard) {
        Set<String> inAnotherForm = heard.stream()
                .map(Heard::orderNo)
                .filter(orderNo -> !OrderNumbers.isOurs(orderNo))
                .collect(Collectors.toSet());
        Set<String> foreign = inAnotherForm.isEmpty()
                ? Set.of()
                : inAnotherForm.stream()
                        .filter(not(orders.findAll(inAnotherForm).keySet()::contains))
                        .collect(Collectors.toSet());
        return heard.stream().filter(one -> !foreign.contains(one.orderNo())).toList();
    }

    /** An order that appears just now reads what was said itself; the mark is then found to be wrong by who reads it. */
    private void markUnmatched(Collection<Settled> settled) {
        Set<String> unmatched = settled.stream()
                .filter(one -> one.verdict() == Verdict.UNKNOWN_ORDER)
                .map(one -> one.heard().orderNo())
                .collect(Collectors.toSet());
        if (!unmatched.isEmpty()) {
            statements.markUnmatched(unmatched);
        }
    }

    /** At once, and again and again until the channel has answered: a question may stay without an answer. */
    private void askAboutDoubtful(Collection<Settled> settled) {
        List<Settled> doubtful = settled.stream().filter(Settled::doubtful).toList();
        if (!doubtful.isEmpty()) {
            orders.arise(
                    Errand.DOUBT,
                    doubtful.stream()
                            .map(Settled::heard)
                            .collect(Collectors.toMap(
                                    Heard::orderNo, Heard::at, BinaryOperator.maxBy(Comparator.naturalOrder()))));
            questions.ask(doubtful.stream().map(Settlement::whetherItMeansThat).toList());
        }
    }

    /**
     * The same for one order, about something that says too little to be settled.
     *
     * @param reason why, in one word
     * @param cause what brought it up: the same cause is the same question
     */
    public void ask(String orderNo, String channel, String reason, String cause, Instant at) {
        orders.arise(Errand.DOUBT, Map.of(orderNo, at));
        questions.ask(List.of(new Question(orderNo, channel, reason, cause)));
    }

    private static Question whetherItMeansThat(Settled settled) {
        ChannelStatement told = settled.heard().statement();
        String reason = settled.verdict().name().toLowerCase(Locale.ROOT);
        return new Question(told.orderNo(), told.channel(), reason, told.digest());
    }

    /**
     * Stores a new order and applies what was said about its number before.
     *
     * @param opening see {@link Orders#insert}
     * @param callAgainAt see {@link Orders#insert}
     * @return the order with this number, whether it was stored now or earlier
     */
    public StoredOrder open(Transition created, Opening opening, @Nullable Instant callAgainAt) {
        String orderNo = created.order().orderNo();
        boolean inserted = orders.insert(created, opening, callAgainAt);
        if (inserted) {
            witness.changed(null, created.order(), created.announcements());
            publishLater(Map.of(orderNo, created.announcements()));
        }
        List<Kept> earlier = statements.about(orderNo);
        if (inserted && earlier.isEmpty()) {
            return new StoredOrder(created.order(), opening, created.announcements());
        }
        askAboutDoubtful(
                apply(earlier.stream().map(Settlement::heardAgain).toList()).values());
        if (!earlier.isEmpty()) {
            statements.matched(Set.of(orderNo));
        }
        return orders.find(orderNo)
                .orElseThrow(() -> new IllegalStateException("order " + orderNo + " is stored, but cannot be read"));
    }

    private static Heard heardAgain(Kept kept) {
        Heard.Source best = kept.sources().contains(Heard.Source.QUERY) ? Heard.Source.QUERY : Heard.Source.CALLBACK;
        return new Heard(kept.statement(), best, kept.lastAt());
    }

    /**
     * Changes one order by a rule of our own, whatever else happens to it meanwhile.
     *
     * @param rule what the order comes to; asked again where another change was faster; empty for no change
     * @return the order after it
     */
    public StoredOrder revise(String orderNo, Function<Order, Optional<Transition>> rule) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            StoredOrder before = orders.find(orderNo)
                    .orElseThrow(() -> new IllegalStateException("order " + orderNo + " is not there"));
            Optional<Transition> change = rule.apply(before.order());
            if (change.isEmpty()) {
                return before;
            }
            List<Announcement> announcements = change.get().announcements();
            Revision revision = new Revision(before, change.get().order(), announcements);
            if (orders.update(List.of(revision)).isEmpty()) {
                witness.changed(before.order(), revision.after(), announcements);
                List<Announcement> all = unpublished(revision);
                publishLater(Map.of(orderNo, all));
                return new StoredOrder(revision.after(), before.opening(), all);
            }
        }
        throw new IllegalStateException("order " + orderNo + " kept changing for " + MOST_ROUNDS + " rounds");
    }

    private Map<Heard, Settled> apply(List<Heard> heard) {
        Map<Heard, Settled> settled = new HashMap<>();
        Map<String, List<Heard>> open =
                heard.stream().collect(Collectors.groupingBy(Heard::orderNo, LinkedHashMap::new, Collectors.toList()));
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new IllegalStateException(
                        "orders kept changing for " + MOST_ROUNDS + " rounds: " + open.keySet());
            }
            Set<String> overtaken = applyOnce(open, settled);
            open.keySet().retainAll(overtaken);
        }
        return settled;
    }

    /** One round for the orders in {@code open}; gives back those that another change overtook. */
    private Set<String> applyOnce(Map<String, List<Heard>> open, Map<Heard, Settled> settled) {
        Map<String, StoredOrder> stored = orders.findAll(open.keySet());
        List<Revision> revisions = new ArrayList<>();
        open.forEach(
                (orderNo, heard) -> decide(stored.get(orderNo), heard, settled).ifPresent(revisions::add));
        Set<String> overtaken = revisions.isEmpty() ? Set.of() : orders.update(revisions);
        List<Revision> through = revisions.stream()
                .filter(revision -> !overtaken.contains(revision.orderNo()))
                .toList();
        through.forEach(
                revision -> witness.changed(revision.before().order(), revision.after(), revision.announcements()));
        outbox.publish(through.stream().collect(Collectors.toMap(Revision::orderNo, Settlement::unpublished)));
        return overtaken;
    }

    /** Decides all that was heard about one order, each on what the one before made of it. */
    private Optional<Revision> decide(@Nullable StoredOrder stored, List<Heard> heard, Map<Heard, Settled> settled) {
        Order order = stored == null ? null : stored.order();
        List<Announcement> announcements = new ArrayList<>();
        for (Heard one : heard) {
            Decision decision = decider.decide(order, one);
            if (decision instanceof Decision.Changed changed) {
                order = changed.transition().order();
                announcements.addAll(changed.transition().announcements());
            }
            settled.put(one, new Settled(one, decision.verdict(), order, decision instanceof Decision.Ask));
        }
        return stored == null || order == null || announcements.isEmpty()
                ? Optional.empty()
                : Optional.of(new Revision(stored, order, announcements));
    }

    /** What was unpublished when the order was read can only have become less, so nothing older is missing. */
    private static List<Announcement> unpublished(Revision revision) {
        List<Announcement> all = new ArrayList<>(revision.before().unpublished());
        all.addAll(revision.announcements());
        return all;
    }

    private void publishLater(Map<String, List<Announcement>> unpublished) {
        try {
            later.execute(() -> outbox.publish(unpublished));
        } catch (RejectedExecutionException e) {
            // Too much to publish just now. It is stored with the order, and the sweep publishes it.
        }
    }
}
