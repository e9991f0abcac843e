package dev.trueup.simulator.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a channel is not well.
 *
 * @param channel its id; null for every channel
 * @param what what is wrong with it
 * @param after when it begins, nominal, counted from when the plan was put in force; up to 7 days
 * @param lasts how long it lasts, nominal; up to 7 days
 * @param latency how much later the channel answers while it is slow, wall time, up to 30 s; 2 s if not given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Disturbance(
        @Nullable String channel,
        What what,
        Duration after,
        Duration lasts,
        @Nullable Duration latency) {
    /** How slow a channel is if nobody says how slow. */
    public static final Duration USUAL_LATENCY = Duration.ofSeconds(2);

    public enum What {
        @JsonProperty("down")
        DOWN,
        @JsonProperty("slow")
        SLOW
    }

    /** @throws IllegalArgumentException naming the field that is out of its range */
    static void require(String field, @Nullable Disturbance disturbance) {
        if (disturbance == null || disturbance.what == null) {
            throw new IllegalArgumentException(field + ".what must be down or slow");
        }
        Span.requireDuration(field + ".after", disturbance.after);
        Span.requireDuration(field + ".lasts", disturbance.lasts);
        if (disturbance.latency != null) {
            Plan.requireWallTime(field + ".latency", disturbance.latency);
        }
    }

    /** Whether it concerns this channel when so much nominal time of the plan has passed. */
    public boolean covers(String channelId, Duration passed) {
        return (channel == null || channel.equals(channelId))
                && passed.compareTo(after) >= 0
                && passed.compareTo(after.plus(lasts)) < 0;
    }
}
