package dev.trueup.simulator.ledger;

import dev.trueup.simulator.ledger.Notice.What;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What payments need to know of their channel.
 *
 * @param retries how long it waits, nominally, after each failed try of a callback; then it gives up
 * @param tells what it sends callbacks about at all; of what is not among it nobody hears, whatever the plan says
 * @param customs in what else it differs from other channels
 * @param numbers how it numbers its charges
 */
public record ChannelHabits(List<Duration> retries, Set<What> tells, Set<Custom> customs, ChargeNumbers numbers) {
    public ChannelHabits {
        retries = List.copyOf(retries);
        tells = Set.copyOf(tells);
        customs = Set.copyOf(customs);
    }

    /** Habits of a channel whose numbers mean nothing. */
    public ChannelHabits(List<Duration> retries, Set<What> tells, Set<Custom> customs) {
        this(retries, tells, customs, ChargeNumbers.ANY);
    }

    /** Habits of a channel that lists every charge of an order. */
    public ChannelHabits(List<Duration> retries, Set<What> tells) {
        this(retries, tells, Set.of(Custom.LISTS_CHARGES));
    }

    /** In what channels differ. */
    public enum Custom {
        /**
         * A query tells every charge of an order. Where it tells one only, nothing keeps the callback about a second
         * charge from being sent: nobody could learn of it otherwise.
         */
        LISTS_CHARGES,
        /** A payment never fails for good: an attempt is declined instead, and the buyer may try again or go away. */
        ONLY_DECLINES,
        /** A refund that has failed is tried once more when it is requested again. */
        RETRIES_FAILED_REFUNDS,
        /** Sends callbacks whose signature is wrong on purpose, to see whether it is verified. */
        PROBES_SIGNATURES
    }
}
