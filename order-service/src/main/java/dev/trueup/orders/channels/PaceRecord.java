package dev.trueup.orders.channels;

import java.util.Optional;

/**
 * What the replicas share of one channel's budget: the first slot that nobody has. Times are the store's own, in
 * nanoseconds since the epoch, so that no replica's clock matters. Throws when the store is away; a move that threw may
 * have happened all the same, and then its slots are nobody's.
 */
public interface PaceRecord {
    /** How much later than it says a reading may have been made: stores count milliseconds. */
    long PRECISION_NANOS = 1_000_000;

    /** The record as it is; made if there is none. */
    Reading read(String channel);

    /**
     * Moves the first free slot.
     *
     * @return the record after it; empty if it was not at {@code expected} any more, and then nothing changed
     */
    Optional<Reading> move(String channel, long expected, long nextFree);

    /**
     * The record at one moment.
     *
     * @param nextFree the first slot that nobody has
     * @param now when the store looked
     */
    record Reading(long nextFree, long now) {}
}
