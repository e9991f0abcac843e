package dev.trueup.orders.placing;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.Created;
import dev.trueup.channels.ChannelClient.NumberTaken;
import dev.trueup.channels.ChannelClient.PaymentRequest;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Lifecycle;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.OrderNumbers;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.Opening;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.order.Terms;
import dev.trueup.orders.settling.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders. First the key is bound to a number, then the order is stored, then the channel is called, and the call
 * is repeated with the same number until it is answered: a crash anywhere between leaves something to go on from.
 */
public final class Placing {
    private static final Logger log = LoggerFactory.getLogger(Placing.class);

    private final OrderNumbers numbers;
    private final IdempotencyKeys keys;
    private final Orders orders;
    private final Settlement settlement;
    private final Channels channels;
    private final SideBySide sideBySide;
    private final InstantSource clock;
    private final Duration callAgainAfter;

    /**
     * Places orders at these channels.
     *
     * @param callAgainAfter longer than a call can take
     */
    public Placing(
            OrderNumbers numbers,
            IdempotencyKeys keys,
            Orders orders,
            Settlement settlement,
            Channels channels,
            SideBySide sideBySide,
            InstantSource clock,
            Duration callAgainAfter) {
        this.numbers = numbers;
        this.keys = keys;
        this.orders = orders;
        this.settlement = settlement;
        this.channels = channels;
        this.sideBySide = sideBySide;
        this.clock = clock;
        this.callAgainAfter = callAgainAfter;
    }

    /**
     * Places an order, or finds the one that the same key placed before and completes what a crash left undone.
     *
     * @param key null where the merchant sends none
     */
    public Placed place(PlaceOrder wish, IdempotencyKeys.@Nullable Key key) {
        String orderNo = numbers.next();
        if (key != null) {
            IdempotencyKeys.Bound bound = keys.bind(key, orderNo, now());
            if (!bound.fingerprint().equals(key.fingerprint())) {
                return new Placed.KeyReused(bound.orderNo());
            }
            orderNo = bound.orderNo();
        }
        Terms terms = terms(orderNo, wish);
        StoredOrder stored = settlement.open(
                Lifecycle.created(terms), Opening.NOTHING, terms.createdAt().plus(callAgainAfter));
        boolean unanswered = stored.opening().instructions().isEmpty();
        return unanswered && isWanted(stored.order())
                ? call(stored, stored.order().terms().equals(terms))
                : new Placed.Open(stored);
    }

    /**
     * Whether the channel is still to be called for it. Not after the expiry: a channel that did not know the order then is
     * believed, so no call may reach it any more; but where no query could find the payment, only another call can.
     */
    private boolean isWanted(Order order) {
        boolean expired = !now().isBefore(order.terms().expiresAt());
        return !order.decided() && (!expired || client(order.terms().channel()).foundOnlyByCreating());
    }

    private Terms terms(String orderNo, PlaceOrder wish) {
        Instant now = now();
        return new Terms(
                orderNo,
                wish.channel(),
                client(wish.channel()).merchantId(),
                wish.total(),
                wish.goodsId(),
                wish.userId(),
                wish.num(),
                wish.reference(),
                wish.subject(),
                now,
                now.plus(wish.expiresIn()));
    }

    /**
     * Repeats the create calls to a channel that got no answer, unless the order is decided meanwhile, or expired and can
     * be asked about.
     *
     * @return how many were due
     */
    public int repeatUnanswered(String channel, int limit) {
        List<StoredOrder> due = orders.claimDue(Errand.CALL, channel, now(), now().plus(callAgainAfter), limit);
        sideBySide.map(due, stored -> {
            if (isWanted(stored.order())) {
                return call(stored, false);
            }
            orders.answered(stored.order().orderNo(), Opening.NOTHING);
            return new Placed.Open(stored);
        });
        return due.size();
    }

    /**
     * Calls the channel.
     *
     * @param first whether no call for this order can have left before. A refusal is the channel's last word then, and
     *     also where a payment made by an earlier call would have been told instead
     */
    private Placed call(StoredOrder stored, boolean first) {
        Terms terms = stored.order().terms();
        PaymentRequest request = new PaymentRequest(
                terms.orderNo(), terms.total(), terms.reference(), terms.subject(), terms.expiresAt());
        return switch (client(terms.channel()).create(request)) {
            case Created created -> taken(terms, created);
            case NumberTaken taken -> {
                orders.answered(terms.orderNo(), Opening.NOTHING);
                yield new Placed.Open(settlement.revise(terms.orderNo(), order -> Lifecycle.taken(order, now())));
            }
            case Refused refused
            when refused.definitive() && (first || client(terms.channel()).foundOnlyByCreating()) ->
                refused(terms, refused);
            case Refused refused when refused.definitive() -> refusedAgain(stored, refused);
            case Refused refused -> unanswered(stored, "refused: " + refused.code() + " " + refused.message());
            case Throttled throttled -> unanswered(stored, "too many calls");
            case Unanswered unanswered -> unanswered(stored, unanswered.why());
        };
    }

    private Placed taken(Terms terms, Created created) {
        Optional<String> lie = Lifecycle.lie(terms, created.said());
        lie.ifPresent(claim -> log.warn(
                "order {}: channel {} answered the create call with a lie: {}",
                terms.orderNo(),
                terms.channel(),
                claim));
        Opening opening = new Opening(created.instructions(), created.channelReference());
        orders.answered(terms.orderNo(), opening);
        StoredOrder stored = settlement.revise(
                terms.orderNo(),
                order -> lie.isPresent()
                        ? Lifecycle.takenWithLie(order, lie.get(), now())
                        : Lifecycle.taken(order, now()));
        return new Placed.Open(new StoredOrder(stored.order(), opening, stored.unpublished()));
    }

    private Placed refused(Terms terms, Refused refused) {
        log.info("order {}: channel {} refuses it: {}", terms.orderNo(), terms.channel(), refused.code());
        StoredOrder stored =
                settlement.revise(terms.orderNo(), order -> Lifecycle.refused(order, refused.code(), now()));
        orders.answered(terms.orderNo(), Opening.NOTHING); // last: until the order has ended it is called again
        return new Placed.RefusedByChannel(stored, refused.code(), refused.message());
    }

    /**
     * The call before may have been taken, and its answer lost: a channel may well refuse to hear of the same order again, say
     * because it has expired. So it is called no more, and the answer to a query decides.
     */
    private Placed refusedAgain(StoredOrder stored, Refused refused) {
        Terms terms = stored.order().terms();
        log.info("order {}: channel {} refuses to hear it again: {}", terms.orderNo(), terms.channel(), refused.code());
        orders.answered(terms.orderNo(), Opening.NOTHING);
        return new Placed.Open(stored);
    }

    /** What the call did is unknown: it is repeated, and the order is asked about. */
    private static Placed unanswered(StoredOrder stored, String why) {
        Terms terms = stored.order().terms();
        log.info("order {}: no answer from channel {} to the create call: {}", terms.orderNo(), terms.channel(), why);
        return new Placed.Open(stored);
    }

    private ChannelClient client(String channel) {
        return channels.find(channel)
                .orElseThrow(() -> new IllegalStateException("channel " + channel + " is not set up"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
