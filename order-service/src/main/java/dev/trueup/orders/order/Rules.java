package dev.trueup.orders.order;

import java.time.Duration;
import java.util.Map;

/**
 * What the merchant may choose about decisions.
 *
 * @param unexpected what to do with money that comes late or twice, where {@code byChannel} does not say
 * @param byChannel the same by channel id
 * @param notKnownMargin how long after an order's expiry a channel that does not know it is believed
 */
public record Rules(Policy unexpected, Map<String, Policy> byChannel, Duration notKnownMargin) {
    public Rules {
        byChannel = Map.copyOf(byChannel);
    }

    /** What to do with money that came after an order ended unpaid, or beside the accepted payment. */
    public enum Policy {
        /** Give it back. */
        REFUND,
        /** Keep it: a late payment makes the order PAID, a second one is put before a person. */
        ACCEPT
    }

    Policy policy(String channel) {
        return byChannel.getOrDefault(channel, unexpected);
    }
}
