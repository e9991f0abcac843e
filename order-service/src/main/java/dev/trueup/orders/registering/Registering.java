package dev.trueup.orders.registering;

import dev.trueup.channels.ChannelClient;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.order.Lifecycle;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.Opening;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.order.Terms;
import dev.trueup.orders.settling.Settlement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Takes on orders that the channel has already, so that Trueup can stand beside an existing checkout. The number is the
 * key: who registers again finds the same order. What the channel told before may not have been kept, a number in the
 * merchant's own form being nobody's until now, so the channel is asked at once.
 */
public final class Registering {
    private static final String REASON = "registered";

    private final Orders orders;
    private final Settlement settlement;
    private final Channels channels;
    private final InstantSource clock;

    /** Registers orders of these channels. */
    public Registering(Orders orders, Settlement settlement, Channels channels, InstantSource clock) {
        this.orders = orders;
        this.settlement = settlement;
        this.channels = channels;
        this.clock = clock;
    }

    /** Registers an order, or finds the one that has its number. */
    public Registered register(Registration wish) {
        Optional<StoredOrder> earlier = orders.find(wish.orderNo());
        if (earlier.isPresent()) {
            return found(earlier.get(), wish);
        }
        Terms terms = terms(wish);
        StoredOrder stored =
                settlement.open(Lifecycle.registered(terms), new Opening(Map.of(), wish.channelReference()), null);
        if (!stored.order().terms().equals(terms)) {
            return found(stored, wish);
        }
        if (stored.order().decided()) {
            return new Registered.Anew(stored.order());
        }
        settlement.ask(wish.orderNo(), wish.channel(), REASON, REASON, terms.createdAt());
        return new Registered.Anew(stored.order());
    }

    private Registered found(StoredOrder stored, Registration wish) {
        Order order = stored.order();
        Terms terms = order.terms();
        return terms.equals(at(terms.createdAt(), wish)) ? new Registered.Before(order) : new Registered.NumberTaken();
    }

    private Terms terms(Registration wish) {
        return at(clock.instant().truncatedTo(ChronoUnit.MILLIS), wish);
    }

    private Terms at(Instant createdAt, Registration wish) {
        ChannelClient client = channels.find(wish.channel())
                .orElseThrow(() -> new IllegalStateException("channel " + wish.channel() + " is not set up"));
        return new Terms(
                wish.orderNo(),
                wish.channel(),
                client.merchantId(),
                wish.total(),
                wish.goodsId(),
                wish.userId(),
                wish.num(),
                wish.reference(),
                wish.subject(),
                createdAt,
                wish.expiresAt());
    }
}
