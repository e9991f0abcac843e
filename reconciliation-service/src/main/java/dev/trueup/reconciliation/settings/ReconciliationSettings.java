package dev.trueup.reconciliation.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When pending orders are asked about. Durations marked nominal are divided by {@code trueup.clock.scale}.
 *
 * @param schedule nominal waits before each query-back of an order: the first after its creation, each other one after
 *     the query-back before; the last repeats for ever. Not set, it is what each channel recommends; of a channel that
 *     recommends nothing 10 s, 5 s, 30 s, 1 m, 3 m, 5 m, 10 m, 30 m, 1 h
 * @param jitter up to which fraction of itself a wait is drawn out at random, 0 to 1; default 0.1
 * @param channels what differs for a channel, by channel id
 * @param throttledDelay nominal wait before a query-back that was throttled is tried again; default 2 s
 * @param expiryMargin how long after its expiry an order is asked about, to make up for clocks that differ; default 1 s
 * @param queryBackValidity how long a query-back can be executed at least; default 10 s
 * @param scanInterval the pause between two scans for due orders; default 500 ms
 * @param scanLimit how many orders of one channel a scan takes at most; default 500
 * @param lease how long a due order belongs to the replica that took it on; default 40 s. Twice what publishing may
 *     take, which is 17 s ({@code max.block.ms} 5 s and 12 s for the acknowledgements)
 * @param tombstonesKept how long settled orders are remembered; default 8 days. Must be longer than the retention of
 *     the orders' events ({@code trueup.topics.retention}): as long as an old event can be read again, there must be
 *     something to say that the order is settled
 * @param queryBacksPerSecond how many query-backs may go out for one channel per second, over all replicas; real time.
 *     Not set, it is four fifths of what each channel recommends as its calls a second; of a channel that recommends
 *     nothing 80. Set it below what order-service may call the channel ({@code trueup.channels.calls-per-second}), since
 *     its other calls go first and what it cannot call it puts off
 * @param freshShare which share of that goes to young orders first when more is due, 0 to less than 1; default 0.5
 * @param freshFor nominal; how old a young order is at most; default 5 minutes
 * @param hintShare which share of it callbacks that failed verification may bring forward, 0 to 1; default 0.1
 * @param hintsKept how old such a callback may be, real time; default 1 minute
 */
@Validated
@ConfigurationProperties("trueup.reconciliation")
public record ReconciliationSettings(
        @Size(min = 1) @Nullable List<Duration> schedule,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1")
        double jitter,

        @DefaultValue Map<String, @Valid Channel> channels,
        @DefaultValue("2s") @DurationMin(millis = 1) Duration throttledDelay,
        @DefaultValue("1s") @DurationMin(millis = 0) Duration expiryMargin,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration queryBackValidity,
        @DefaultValue("500ms") @DurationMin(millis = 10) Duration scanInterval,
        @DefaultValue("500") @Min(1) @Max(10_000) int scanLimit,
        @DefaultValue("40s") @DurationMin(seconds = 35) Duration lease,
        @DefaultValue("8d") @DurationMin(minutes = 1) Duration tombstonesKept,

        @Nullable @DecimalMin(value = "0", inclusive = false) @DecimalMax("100000")
        Double queryBacksPerSecond,

        @DefaultValue("0.5") @DecimalMin("0") @DecimalMax(value = "1", inclusive = false)
        double freshShare,

        @DefaultValue("5m") @DurationMin(millis = 1) Duration freshFor,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1")
        double hintShare,

        @DefaultValue("1m") @DurationMin(millis = 1) Duration hintsKept,
        @DefaultValue @Valid BreakerSettings breaker) {

    /**
     * What differs for one channel.
     *
     * @param schedule its own, as the general one; the general one if absent
     * @param queryBacksPerSecond its own, as the general one; the general one if absent
     */
    public record Channel(
            @Nullable @Size(min = 1) List<Duration> schedule,

            @Nullable @DecimalMin(value = "0", inclusive = false) @DecimalMax("100000")
            Double queryBacksPerSecond) {}

    /**
     * When a channel that does not answer is left alone. Waits marked nominal are divided by the clock's scale, but not
     * below 100 ms.
     *
     * @param window how many of the latest answers are looked at, 1 to 64; default 20
     * @param fewest with fewer answers it does not open; default 10
     * @param failureShare it opens when at least this share of them failed; default 0.5
     * @param firstWait nominal; how long it then stays open, doubled each time in a row; default 5 s
     * @param longestWait nominal; default 1 minute
     * @param probes how many orders are then asked about to see whether it answers; default 3
     * @param probeTime how long that may take before others are asked about; real time; default 20 s: a query-back is
     *     valid for 10 s and a call may take 5 s
     */
    public record BreakerSettings(
            @DefaultValue("20") @Min(1) @Max(64) int window,
            @DefaultValue("10") @Min(1) @Max(64) int fewest,

            @DefaultValue("0.5") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1")
            double failureShare,

            @DefaultValue("5s") @DurationMin(millis = 1) Duration firstWait,
            @DefaultValue("1m") @DurationMin(millis = 1) Duration longestWait,
            @DefaultValue("3") @Min(1) @Max(1000) int probes,
            @DefaultValue("20s") @DurationMin(millis = 1) Duration probeTime) {}
}
