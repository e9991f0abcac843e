package dev.trueup.orders.closing;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.AlreadyPaid;
import dev.trueup.channels.ChannelClient.CloseAnswer;
import dev.trueup.channels.ChannelClient.Closed;
import dev.trueup.channels.ChannelClient.NotKnown;
import dev.trueup.channels.ChannelClient.QueryAnswer;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.ChannelClient.Told;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.order.Terms;
import dev.trueup.orders.settling.Settlement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Closes orders. The channel is asked first, then told to take no payment any more, and only its definite answer closes
 * the order here; a buyer who pays meanwhile makes it PAID. Nothing needs to be remembered in between: whoever asks the
 * channel later learns that it is closed there.
 */
public final class Closing {
    private final Orders orders;
    private final Settlement settlement;
    private final Channels channels;
    private final InstantSource clock;

    /** Closes orders at these channels. */
    public Closing(Orders orders, Settlement settlement, Channels channels, InstantSource clock) {
        this.orders = orders;
        this.settlement = settlement;
        this.channels = channels;
        this.clock = clock;
    }

    /** What came of closing. */
    public sealed interface Result {
        /** The outcome of the order is known, and this is it: closed, or what else it turned out to be. */
        record Decided(Order order) implements Result {}

        /** The channel does not know the order yet, so it cannot take it out of the buyer's reach. */
        record NotThereYet(Order order) implements Result {}

        /** The channel gave no definite answer: the order stays as it is, and is asked about. */
        record Undecided(Order order, String why) implements Result {}
    }

    /** Asks about the order and closes it if it is unpaid; empty if there is no such order. */
    public Optional<Result> close(String orderNo) {
        return orders.find(orderNo).map(stored -> stored.order().decided() ? decided(stored) : ask(stored));
    }

    private Result ask(StoredOrder stored) {
        Instant askedAt = now();
        return switch (client(stored).query(stored.handle())) {
            case Told(List<ChannelStatement> statements) -> {
                StoredOrder now = settled(stored, statements, askedAt);
                yield now.order().decided() ? decided(now) : closeUnpaid(now);
            }
            case QueryAnswer other -> new Result.Undecided(stored.order(), why(other));
        };
    }

    /** Closes an order that the channel has just said is not paid. */
    public Result closeUnpaid(StoredOrder stored) {
        Instant askedAt = now();
        return switch (client(stored).close(stored.handle())) {
            case Closed closed ->
                decided(settled(stored, List.of(closed(stored.order().terms())), askedAt));
            case AlreadyPaid paid -> askAgain(stored);
            case NotKnown unknown -> {
                StoredOrder now =
                        settled(stored, List.of(notKnown(stored.order().terms())), askedAt);
                yield now.order().decided() ? decided(now) : new Result.NotThereYet(now.order());
            }
            case CloseAnswer other -> new Result.Undecided(stored.order(), why(other));
        };
    }

    /** The buyer was faster. What was paid only a statement tells. */
    private Result askAgain(StoredOrder stored) {
        Instant askedAt = now();
        return switch (client(stored).query(stored.handle())) {
            case Told(List<ChannelStatement> statements) -> {
                StoredOrder now = settled(stored, statements, askedAt);
                yield now.order().decided()
                        ? decided(now)
                        : new Result.Undecided(now.order(), "the channel calls it paid, but does not say what");
            }
            case QueryAnswer other -> new Result.Undecided(stored.order(), why(other));
        };
    }

    private StoredOrder settled(StoredOrder stored, List<ChannelStatement> statements, Instant askedAt) {
        settlement.settle(statements.stream()
                .map(statement -> new Heard(statement, Heard.Source.QUERY, askedAt))
                .toList());
        return orders.find(stored.order().orderNo()).orElse(stored);
    }

    private static Result decided(StoredOrder stored) {
        return stored.order().decided()
                ? new Result.Decided(stored.order())
                : new Result.Undecided(stored.order(), "a person must decide first");
    }

    private static ChannelStatement closed(Terms terms) {
        return new ChannelStatement(
                terms.channel(),
                terms.merchantId(),
                terms.orderNo(),
                null,
                Said.CLOSED,
                null,
                terms.total(),
                null,
                List.of());
    }

    private static ChannelStatement notKnown(Terms terms) {
        return ChannelStatement.notKnown(terms.channel(), terms.merchantId(), terms.orderNo());
    }

    private static String why(Object answer) {
        return switch (answer) {
            case Refused refused -> "the channel refuses: " + refused.code();
            case Throttled throttled -> "too many calls to the channel";
            case Unanswered unanswered -> "no answer from the channel: " + unanswered.why();
            default -> "the channel's answer says nothing";
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private ChannelClient client(StoredOrder stored) {
        String channel = stored.order().terms().channel();
        return channels.find(channel)
                .orElseThrow(() -> new IllegalStateException("channel " + channel + " is not set up"));
    }
}
