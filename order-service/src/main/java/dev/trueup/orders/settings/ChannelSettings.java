package dev.trueup.orders.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Calls to channels.
 *
 * @param callbacksUrl where channels send callbacks: callback-ingest-service as the internet sees it, without the
 *     channel's id
 * @param timeout of one whole call; real time
 * @param callsPerSecond how many calls of all kinds together, over all replicas, may go to one channel within any second,
 *     1 to 100,000; real time. Leave some of the channel's own limit for what the network delays and bunches up
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

        @NotNull @DefaultValue("5s") Duration timeout,
        @DefaultValue("100") @Min(1) @Max(100_000) int callsPerSecond,

        @DefaultValue Map<String, @NotNull @Min(1) @Max(100_000) Integer> budgets,

        @NotNull @DefaultValue("100ms") @DurationMin(millis = 1) @DurationMax(seconds = 10)
        Duration slack,

        @NotNull @DefaultValue("2s") @DurationMin(millis = 1) @DurationMax(seconds = 30)
        Duration patience,

        @Min(1) @Max(10_000) @DefaultValue("64") int mostCalls,
        @Min(1024) @DefaultValue("262144") int mostAnswerBytes) {

    /** A channel's own budget, or the general one. */
    public int callsPerSecond(String channel) {
        return budgets.getOrDefault(channel, callsPerSecond);
    }
}
