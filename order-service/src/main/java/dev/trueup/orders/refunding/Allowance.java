package dev.trueup.orders.refunding;

import dev.trueup.channels.Money;
import java.time.Instant;

/** How much may be given back in a day, per channel and currency, without anybody having asked for it. */
public interface Allowance {
    /**
     * Takes a refund's money out of the day's allowance, once for each number and day.
     *
     * @return whether there is as much left; false too while refunds of this kind are switched off
     */
    boolean take(String channel, String refundNo, Money money, Instant now);
}
