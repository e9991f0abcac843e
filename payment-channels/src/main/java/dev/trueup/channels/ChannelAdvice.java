package dev.trueup.channels;

import java.time.Duration;
import java.util.List;

/**
 * How a channel wants to be called, as far as it says so; an installation's settings go before it.
 *
 * @param timeout of one call, wall time
 * @param callsPerSecond how many calls of all kinds together: the channel's own limit less a fifth, which the network's
 *     delays and bunching take
 * @param schedule nominal waits before each question about a pending order: the first after its creation, each other one
 *     after the question before; the last repeats for ever
 */
public record ChannelAdvice(Duration timeout, int callsPerSecond, List<Duration> schedule) {
    /** For a channel that says nothing. */
    public static final ChannelAdvice GENERAL = new ChannelAdvice(
            Duration.ofSeconds(5),
            100,
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(3),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1)));

    public ChannelAdvice {
        schedule = List.copyOf(schedule);
    }

    /** The same with another limit. */
    public ChannelAdvice at(int calls) {
        return new ChannelAdvice(timeout, calls, schedule);
    }

    /** The same with another schedule. */
    public ChannelAdvice by(List<Duration> intervals) {
        return new ChannelAdvice(timeout, callsPerSecond, intervals);
    }
}
