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
 */
public record ChannelHabits(List<Duration> retries, Set<What> tells) {
    public ChannelHabits {
        retries = List.copyOf(retries);
        tells = Set.copyOf(tells);
    }
}
