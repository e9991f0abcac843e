package dev.trueup.orders.asking;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.PaymentHandle;
import dev.trueup.channels.ChannelClient.QueryAnswer;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.ChannelClient.Told;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.contracts.QueryBack;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.QueryOutcome.Outcome;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.closing.Closing;
import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Lifecycle;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.settling.Settled;
import dev.trueup.orders.settling.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one channel about orders and settles its answers in one go. */
public final class Asking {
    private static final Logger log = LoggerFactory.getLogger(Asking.class);

    private static final String PERSON = "person";
    private static final Duration WORTH_WAITING = Duration.ofMinutes(1);

    private final ChannelClient client;
    private final Orders orders;
    private final Settlement settlement;
    private final Closing closing;
    private final SideBySide sideBySide;
    private final InstantSource clock;
    private final Duration attentionAfter;

    /**
     * Asks {@code client}.
     *
     * @param attentionAfter how old an order is when a person should know that it has no outcome yet
     */
    public Asking(
            ChannelClient client,
            Orders orders,
            Settlement settlement,
            Closing closing,
            SideBySide sideBySide,
            InstantSource clock,
            Duration attentionAfter) {
        this.client = client;
        this.closing = closing;
        this.orders = orders;
        this.settlement = settlement;
        this.sideBySide = sideBySide;
        this.clock = clock;
        this.attentionAfter = attentionAfter;
    }

    /** Asks about an order because a person wants to know now. */
    public QueryOutcome askNow(Order order) {
        return ask(List.of(
                        new QueryBack(order.orderNo(), order.terms().channel(), 0, PERSON, now().plus(WORTH_WAITING))))
                .getFirst();
    }

    /**
     * Executes query-backs of this channel, at most one call for each order.
     *
     * @return what became of each, at most one for each order: none where the question had been answered already
     */
    public List<QueryOutcome> ask(List<QueryBack> queryBacks) {
        Map<String, QueryBack> latest = new LinkedHashMap<>();
        queryBacks.forEach(queryBack -> latest.put(queryBack.orderNo(), queryBack));
        Map<String, StoredOrder> known = orders.findAll(latest.keySet());
        Map<Errand, Map<String, Instant>> doubts = doubts(latest.values());
        List<QueryOutcome> outcomes = new ArrayList<>();
        List<QueryBack> asked = new ArrayList<>();
        for (QueryBack queryBack : latest.values()) {
            StoredOrder stored = known.get(queryBack.orderNo());
            if (stored != null && hasBeenAnswered(queryBack, doubts)) {
                continue; // and what came of it was told
            }
            // attempt 0 follows up on something said about an order that may be decided long ago
            if (stored != null && stored.order().decided() && queryBack.attempt() > 0) {
                outcomes.add(outcome(queryBack, Outcome.SETTLED));
            } else if (now().isAfter(queryBack.expiresAt())) {
                outcomes.add(outcome(queryBack, Outcome.THROTTLED)); // it says nothing about the channel
            } else {
                asked.add(queryBack);
            }
        }
        outcomes.addAll(call(asked, known, doubts));
        return outcomes;
    }

    private List<QueryOutcome> call(
            List<QueryBack> asked, Map<String, StoredOrder> known, Map<Errand, Map<String, Instant>> doubts) {
        if (asked.isEmpty()) {
            return List.of();
        }
        Instant askedAt = now();
        orders.asked(asked.stream().map(QueryBack::orderNo).toList(), askedAt);
        List<QueryAnswer> answers = sideBySide.map(asked, queryBack -> client.query(handle(queryBack, known)));
        Set<String> answered = IntStream.range(0, asked.size())
                .filter(i -> answers.get(i) instanceof Told)
                .mapToObj(i -> asked.get(i).orderNo())
                .collect(Collectors.toSet());
        List<Heard> heard = answers.stream()
                .filter(Told.class::isInstance)
                .flatMap(answer -> ((Told) answer).statements().stream())
                .map(statement -> new Heard(statement, Heard.Source.QUERY, askedAt))
                .toList();
        Map<String, Settled> settled = new HashMap<>();
        settlement.settle(heard).forEach(one -> settled.put(one.heard().orderNo(), one));
        asked.forEach(queryBack -> lookAtAge(queryBack.orderNo(), known));
        doubts.forEach((errand, seen) -> {
            seen.keySet().retainAll(answered);
            orders.done(errand, seen);
        });
        Set<String> closed = closeExpired(settled);
        List<QueryOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            QueryBack queryBack = asked.get(i);
            outcomes.add(
                    closed.contains(queryBack.orderNo())
                            ? outcome(queryBack, Outcome.DECIDED)
                            : outcome(queryBack, outcome(queryBack, answers.get(i), settled.get(queryBack.orderNo()))));
        }
        return outcomes;
    }

    /** While it waited for its turn, another question has cleared up what it was to clear up. */
    private static boolean hasBeenAnswered(QueryBack queryBack, Map<Errand, Map<String, Instant>> doubts) {
        return queryBack.attempt() == 0
                && !queryBack.reason().equals(PERSON)
                && !doubts.getOrDefault(errand(queryBack), Map.of()).containsKey(queryBack.orderNo());
    }

    /** What these questions are asked for, as it stands before they are: a doubt that arises later outlasts them. */
    private Map<Errand, Map<String, Instant>> doubts(Collection<QueryBack> queryBacks) {
        Map<Errand, List<String>> orderNos = queryBacks.stream()
                .filter(queryBack -> queryBack.attempt() == 0)
                .collect(Collectors.groupingBy(
                        Asking::errand, Collectors.mapping(QueryBack::orderNo, Collectors.toList())));
        Map<Errand, Map<String, Instant>> doubts = new EnumMap<>(Errand.class);
        orderNos.forEach((errand, some) -> doubts.put(errand, new HashMap<>(orders.due(errand, some))));
        return doubts;
    }

    private static Errand errand(QueryBack followingUp) {
        return followingUp.reason().equals(Confirming.CONFIRM) ? Errand.CONFIRM : Errand.DOUBT;
    }

    private void lookAtAge(String orderNo, Map<String, StoredOrder> known) {
        StoredOrder before = known.get(orderNo);
        if (before != null
                && Lifecycle.longPending(before.order(), now(), attentionAfter).isPresent()) {
            settlement.revise(orderNo, order -> Lifecycle.longPending(order, now(), attentionAfter));
        }
    }

    /** What its buyer may no longer pay is closed, once the channel has said that it is not paid. */
    private Set<String> closeExpired(Map<String, Settled> settled) {
        List<String> expired = settled.values().stream()
                .map(Settled::order)
                .filter(order -> order != null
                        && !order.decided()
                        && !now().isBefore(order.terms().expiresAt()))
                .map(Order::orderNo)
                .toList();
        List<StoredOrder> unpaid = List.copyOf(orders.findAll(expired).values());
        return sideBySide.map(unpaid, closing::closeUnpaid).stream()
                .filter(Closing.Result.Decided.class::isInstance)
                .map(result -> ((Closing.Result.Decided) result).order().orderNo())
                .collect(Collectors.toSet());
    }

    private static PaymentHandle handle(QueryBack queryBack, Map<String, StoredOrder> known) {
        StoredOrder stored = known.get(queryBack.orderNo());
        return stored == null ? new PaymentHandle(queryBack.orderNo(), null) : stored.handle();
    }

    private static Outcome outcome(QueryBack queryBack, QueryAnswer answer, @Nullable Settled settled) {
        return switch (answer) {
            case Told told -> outcome(told, settled);
            case Throttled throttled -> Outcome.THROTTLED;
            case Refused refused -> {
                log.warn("order {}: channel refuses the query: {}", queryBack.orderNo(), refused.code());
                yield Outcome.FAILED;
            }
            case Unanswered unanswered -> {
                log.info("order {}: no answer to the query: {}", queryBack.orderNo(), unanswered.why());
                yield Outcome.FAILED;
            }
        };
    }

    private static Outcome outcome(Told told, @Nullable Settled settled) {
        if (settled != null && settled.order() != null && settled.order().decided()) {
            return Outcome.DECIDED;
        }
        return told.statements().getFirst().said() == Said.NOT_KNOWN ? Outcome.NOT_KNOWN : Outcome.STILL_PENDING;
    }

    private static QueryOutcome outcome(QueryBack queryBack, Outcome outcome) {
        return new QueryOutcome(queryBack.orderNo(), queryBack.channel(), queryBack.attempt(), outcome);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
