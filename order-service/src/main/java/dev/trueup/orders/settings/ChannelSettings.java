package dev.trueup.orders.settings;

import dev.trueup.channels.ChannelAdvice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Calls to channels.
 *
 * @param callbacksUrl where channels send callbacks: callback-ingest-service as the internet sees it, without the
 *     channel's id
 * @param timeout of one request and its answer, 100 ms to 1 min; real time. Where neither this nor {@code timeouts} says,
 *     it is what suits the channel: 5 s where that says nothing
 * @param timeouts the same for single channels, by channel id
 * @param callsPerSecond how many requests of all kinds together, over all replicas, may go to one channel within any
 *     second, 1 to 100,000; real time. Leave some of the channel's own limit for what the network delays and bunches up.
 *     Where neither this nor {@code budgets} says, it is the channel's own limit less a fifth: 100 where none is known
 * @param budgets the same for single channels, by channel id
 * @param slack how late a call may leave after its turn has come; it takes {@code slack / (1 s + slack)} of the budget
 * @param patience how long a call waits for its turn before it is put off; real time
 * @param mostCalls how many calls to one channel may be under way at once
 * @param mostAnswerBytes the largest answer that is read
 */
@Validated
@ConfigurationProperties("trueup.channels")
public record ChannelSettings(
        @NotNull @DefaultValue("http://localhost:1235/callbacks")
        URI callbacksUrl,

        @DurationMin(millis = 100) @DurationMax(minutes = 1) @Nullable
        Duration timeout,

        @DefaultValue Map<String, @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration> timeouts,

        @Min(1) @Max(100_000) @Nullable Integer callsPerSecond,

        @DefaultValue Map<String, @NotNull @Min(1) @Max(100_000) Integer> budgets,

        @NotNull @DefaultValue("100ms") @DurationMin(millis = 1) @DurationMax(seconds = 10)
        Duration slack,

        @NotNull @DefaultValue("2s") @DurationMin(millis = 1) @DurationMax(seconds = 30)
        Duration patience,

        @Min(1) @Max(10_000) @DefaultValue("64") int mostCalls,
        @Min(1024) @DefaultValue("262144") int mostAnswerBytes) {

    /** How many requests may go to the channel within any second. */
    public int callsPerSecond(String channel, ChannelAdvice advice) {
        return budgets.getOrDefault(channel, Objects.requireNonNullElse(callsPerSecond, advice.callsPerSecond()));
    }

    /** How long a request to the channel and its answer may take. */
    public Duration timeout(String channel, ChannelAdvice advice) {
        return timeouts.getOrDefault(channel, Objects.requireNonNullElse(timeout, advice.timeout()));
    }
}
