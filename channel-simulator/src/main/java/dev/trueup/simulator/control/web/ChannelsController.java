package dev.trueup.simulator.control.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.calls.Condition;
import dev.trueup.simulator.calls.Conditions;
import dev.trueup.simulator.channel.Channels;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.plan.Disturbance;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/simulator/channels")
@Tag(name = "channels", description = "which there are, and how they are")
class ChannelsController {
    private static final int MOST_CALLS = 100_000;

    private final Channels channels;
    private final Conditions conditions;
    private final ClockScale scale;
    private final InstantSource clock;

    ChannelsController(Channels channels, Conditions conditions, ClockScale scale, InstantSource clock) {
        this.channels = channels;
        this.conditions = conditions;
        this.scale = scale;
        this.clock = clock;
    }

    /**
     * One channel.
     *
     * @param path where its API is
     * @param retries how long it waits, nominally, after each failed try of a callback
     */
    record View(String channel, String path, Condition condition, List<Duration> retries) {}

    /**
     * How a channel is to be.
     *
     * @param latency while it is slow; 2 s if not given
     * @param callsPerSecond null for what the plan says
     * @param lasts nominal; null for until told otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Switch(
            Condition.@Nullable State state,
            @Nullable Duration latency,
            @Nullable Integer callsPerSecond,
            @Nullable Duration lasts) {}

    @GetMapping
    @Operation(summary = "Every channel that is set up")
    List<View> all() {
        return channels.all().stream().map(this::view).toList();
    }

    @PutMapping("/{channel}/condition")
    @Operation(
            summary = "Switch a channel off, slow it down, limit it, whatever the plan says",
            description =
                    "state is up, slow or down; latency is wall time up to PT30S; lasts is nominal, up to P7D, and"
                            + " without it the switch holds until it is changed. In memory: a restart forgets it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(
                                                        name = "away for an hour",
                                                        value = "{\"state\": \"down\", \"lasts\": \"PT1H\"}"),
                                                @ExampleObject(
                                                        name = "slow",
                                                        value = "{\"state\": \"slow\", \"latency\": \"PT3S\"}"),
                                                @ExampleObject(
                                                        name = "rate limit",
                                                        value = "{\"state\": \"up\", \"callsPerSecond\": 20}")
                                            })))
    View put(@PathVariable String channel, @RequestBody Switch wanted) {
        SimulatedChannel known = Problems.known(channels, channel);
        conditions.set(known.id(), condition(wanted));
        return view(known);
    }

    private Condition condition(Switch wanted) {
        Condition.State state = wanted.state();
        if (state == null) {
            throw new IllegalArgumentException("state must be up, slow or down");
        }
        Integer calls = wanted.callsPerSecond();
        if (calls != null && (calls < 1 || calls > MOST_CALLS)) {
            throw new IllegalArgumentException("callsPerSecond must be from 1 to 100000, but is " + calls);
        }
        Duration latency = state == Condition.State.SLOW
                ? Objects.requireNonNullElse(wanted.latency(), Disturbance.USUAL_LATENCY)
                : null;
        within("latency", wanted.latency(), Duration.ofSeconds(30));
        within("lasts", wanted.lasts(), Duration.ofDays(7));
        Instant until = wanted.lasts() == null ? null : clock.instant().plus(scale.scaled(wanted.lasts()));
        return new Condition(state, latency, calls, until);
    }

    private static void within(String field, @Nullable Duration value, Duration most) {
        if (value != null && (value.isNegative() || value.compareTo(most) > 0)) {
            throw new IllegalArgumentException(
                    field + " must be a duration from PT0S to " + most + ", but is " + value);
        }
    }

    @DeleteMapping("/{channel}/condition")
    @Operation(summary = "Leave a channel to the plan again")
    View clear(@PathVariable String channel) {
        SimulatedChannel known = Problems.known(channels, channel);
        conditions.clear(known.id());
        return view(known);
    }

    @PostMapping("/{channel}/rotate-keys")
    @Operation(
            summary = "Have a channel sign with its other key from now on",
            description = "409 if the channel has one key only")
    View rotateKeys(@PathVariable String channel) {
        SimulatedChannel known = Problems.known(channels, channel);
        if (!known.rotateKeys()) {
            throw new ErrorResponseException(
                    HttpStatus.CONFLICT, Problems.detail(HttpStatus.CONFLICT, channel + " has one key only"), null);
        }
        return view(known);
    }

    private View view(SimulatedChannel channel) {
        return new View(
                channel.id(),
                channel.path(),
                conditions.at(channel.id(), clock.instant()),
                channel.habits().retries());
    }
}
