package dev.trueup.simulator.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is at a moment.
 *
 * @param latency how much later it answers, wall time; null for at once
 * @param callsPerSecond how many calls it answers within any second; null for all
 * @param until when this ends, wall time; null for when it is told to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        State state,
        @Nullable Duration latency,
        @Nullable Integer callsPerSecond,
        @Nullable Instant until) {
    /** All is well. */
    public static final Condition UP = new Condition(State.UP, null, null, null);

    public enum State {
        @JsonProperty("up")
        UP,
        /** Answers after {@code latency}; the call has its effect before. */
        @JsonProperty("slow")
        SLOW,
        /** Answers every call with its error for being away, and sends no callbacks until it is back. */
        @JsonProperty("down")
        DOWN
    }

    Condition limitedTo(@Nullable Integer calls) {
        return callsPerSecond != null || calls == null ? this : new Condition(state, latency, calls, until);
    }
}
