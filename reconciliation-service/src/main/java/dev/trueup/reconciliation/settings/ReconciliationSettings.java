package dev.trueup.reconciliation.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When pending orders are asked about. Durations marked nominal are divided by {@code trueup.clock.scale}.
 *
 * @param schedule nominal waits before each query-back of an order: the first after its creation, each other one after
 *     the query-back before; the last repeats for ever
 * @param jitter up to which fraction of itself a wait is drawn out at random, 0 to 1; default 0.1
 * @param channels what differs for a channel, by channel id
 * @param throttledDelay nominal wait before a query-back that was throttled is tried again; default 2 s
 * @param expiryMargin how long after its expiry an order is asked about, to make up for clocks that differ; default 1 s
 * @param queryBackValidity how long a query-back can be executed at least; default 10 s
 * @param scanInterval the pause between two scans for due orders; default 500 ms
 * @param scanLimit how many orders one scan takes at most; default 500
 * @param lease how long a due order belongs to the replica that took it on; default 40 s. Twice what publishing may
 *     take, which is 17 s ({@code max.block.ms} 5 s and 12 s for the acknowledgements)
 * @param tombstonesKept how long settled orders are remembered; default 8 days. Must be longer than the retention of
 *     the orders' events ({@code trueup.topics.retention}): as long as an old event can be read again, there must be
 *     something to say that the order is settled
 */
@Validated
@ConfigurationProperties("trueup.reconciliation")
public record ReconciliationSettings(
        @DefaultValue({"10s", "5s", "30s", "1m", "3m", "5m", "10m", "30m", "1h"}) @NotEmpty
        List<Duration> schedule,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1")
        double jitter,

        @DefaultValue Map<String, @Valid Channel> channels,
        @DefaultValue("2s") @DurationMin(millis = 1) Duration throttledDelay,
        @DefaultValue("1s") @DurationMin(millis = 0) Duration expiryMargin,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration queryBackValidity,
        @DefaultValue("500ms") @DurationMin(millis = 10) Duration scanInterval,
        @DefaultValue("500") @Min(1) @Max(10_000) int scanLimit,
        @DefaultValue("40s") @DurationMin(seconds = 35) Duration lease,
        @DefaultValue("8d") @DurationMin(minutes = 1) Duration tombstonesKept) {

    /**
     * What differs for one channel.
     *
     * @param schedule its own, as the general one
     */
    public record Channel(@NotEmpty List<Duration> schedule) {}
}
