package dev.trueup.orders.order;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.contracts.OrderEvent.Evidence;
import java.time.Instant;
import java.util.Locale;

/**
 * A statement of a channel, and how it came to us.
 *
 * @param at when we received it; of an answer, when we asked: it was true at some moment since then, and what is done with it
 *     may be a long pause later
 */
public record Heard(ChannelStatement statement, Source source, Instant at) {
    public enum Source {
        /** The channel told us: verified, but once only and not asked for. */
        CALLBACK,
        /** We asked the channel, and this is its answer. */
        QUERY;

        /** The name it has in events and in the store. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String orderNo() {
        return statement.orderNo();
    }

    Evidence evidence() {
        String said = statement.said().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Evidence(source.wireName(), said, statement.digest(), at);
    }
}
