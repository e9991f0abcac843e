package dev.trueup.orders.order;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent.Evidence;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The changes of an order that rest on our own doing and not on a channel's statement. */
public final class Lifecycle {
    private static final String SYNCHRONOUS_ANSWER = "synchronous-answer";

    private Lifecycle() {}

    /** The order as it is placed. */
    public static Transition created(Terms terms) {
        Order nothing = new Order(terms, State.CREATED, 0, null, List.of(), List.of());
        return new Transition(nothing, terms.createdAt(), null).again(EventType.ORDER_CREATED);
    }

    /** The channel takes payments for the order; empty where that is known already. */
    public static Optional<Transition> taken(Order order, Instant at) {
        Evidence evidence = new Evidence(SYNCHRONOUS_ANSWER, "taken", null, at);
        return order.state() == State.CREATED
                ? Optional.of(new Transition(order, at, evidence).state(EventType.ORDER_PENDING, State.PENDING))
                : Optional.empty();
    }

    /**
     * As {@link #taken}, where the answer also claims what it was not asked or cannot know: it is believed in nothing,
     * and a person may want to know until the outcome is there.
     *
     * @param lie see {@link #lie}
     */
    public static Optional<Transition> takenWithLie(Order order, String lie, Instant at) {
        if (order.decided()) {
            return Optional.empty();
        }
        Attention attention = new Attention(AttentionReason.SYNCHRONOUS_ANSWER, false, at, lie);
        if (AttentionReason.isRaised(order, attention)) {
            return taken(order, at);
        }
        Transition transition = taken(order, at)
                .orElseGet(() -> new Transition(order, at, new Evidence(SYNCHRONOUS_ANSWER, "taken", null, at)));
        return Optional.of(AttentionReason.raise(transition, attention, null));
    }

    /** What the synchronous answer claims against what was asked, in words; empty where it agrees. */
    public static Optional<String> lie(Terms terms, ChannelStatement claim) {
        if (!claim.orderNo().equals(terms.orderNo())) {
            return Optional.of("the answer is about order " + claim.orderNo());
        }
        if (!claim.merchantId().equals(terms.merchantId())) {
            return Optional.of("the answer is for merchant " + claim.merchantId());
        }
        if (!terms.total().equals(claim.total())) {
            return Optional.of("the answer's total is " + claim.total() + ", not " + terms.total());
        }
        return claim.said() == Said.UNPAID
                ? Optional.empty()
                : Optional.of("the answer claims " + claim.said() + ", which only a statement can prove");
    }

    /**
     * The channel refuses the order for good; empty where the order got further.
     *
     * @param code the channel's own
     */
    public static Optional<Transition> refused(Order order, String code, Instant at) {
        Evidence evidence = new Evidence(SYNCHRONOUS_ANSWER, "refused: " + code, null, at);
        if (order.state() != State.CREATED) {
            return Optional.empty();
        }
        Transition transition = new Transition(order, at, evidence).state(EventType.ORDER_FAILED, State.FAILED);
        AttentionReason.resolveInformative(transition);
        return Optional.of(transition);
    }

    /**
     * Lets a person know of an order that has had no outcome for long; the outcome resolves it. Empty where it is decided,
     * younger, or known to be long pending.
     *
     * @param after how old it must be
     */
    public static Optional<Transition> longPending(Order order, Instant at, Duration after) {
        Instant createdAt = order.terms().createdAt();
        Attention attention =
                new Attention(AttentionReason.LONG_PENDING, false, at, "created at " + createdAt + ", no outcome yet");
        if (order.decided() || at.isBefore(createdAt.plus(after)) || AttentionReason.isRaised(order, attention)) {
            return Optional.empty();
        }
        Evidence evidence = new Evidence("policy", AttentionReason.LONG_PENDING, null, at);
        return Optional.of(AttentionReason.raise(new Transition(order, at, evidence), attention, null));
    }

    /** Announces a pending order once more to those who may have lost it; empty once it is decided. */
    public static Optional<Transition> stillPending(Order order, Instant at) {
        return order.decided()
                ? Optional.empty()
                : Optional.of(new Transition(order, at, new Evidence("policy", "still-pending", null, at))
                        .again(EventType.ORDER_STILL_PENDING));
    }

    /** The order as it is registered: its channel has it already. */
    public static Transition registered(Terms terms) {
        return created(terms).state(EventType.ORDER_PENDING, State.PENDING);
    }

    /**
     * A person has seen to everything of this kind; empty where there is nothing of it.
     *
     * @param reason of the attention
     * @param by who
     */
    public static Optional<Transition> resolved(Order order, String reason, String by, Instant at) {
        Transition transition = new Transition(order, at, new Evidence("person", by, null, at));
        AttentionReason.resolve(transition, attention -> attention.reason().equals(reason));
        return transition.announcements().isEmpty() ? Optional.empty() : Optional.of(transition);
    }
}
