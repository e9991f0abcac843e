package dev.trueup.orders.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Calls to channels.
 *
 * @param callbacksUrl where channels send callbacks: callback-ingest-service as the internet sees it, without the
 *     channel's id
 * @param timeout of one whole call; real time
 * @param mostCalls how many calls to one channel may be under way at once
 * @param mostAnswerBytes the largest answer that is read
 */
@Validated
@ConfigurationProperties("trueup.channels")
public record ChannelSettings(
        @NotNull @DefaultValue("http://localhost:1235/callbacks")
        URI callbacksUrl,

        @NotNull @DefaultValue("5s") Duration timeout,
        @Min(1) @Max(10_000) @DefaultValue("64") int mostCalls,
        @Min(1024) @DefaultValue("262144") int mostAnswerBytes) {}
