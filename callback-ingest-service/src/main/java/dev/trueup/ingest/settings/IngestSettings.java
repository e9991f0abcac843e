package dev.trueup.ingest.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much is taken at once, and for how long.
 *
 * @param maxBody the largest body that is read; a larger one is refused
 * @param bodyWithin how long the body may take to come in
 * @param answerWithin until when Kafka's acknowledgement is waited for, counted from the request's start; the producer's
 *     {@code max.block.ms} may come on top, and both together must stay below the channels' 5 s
 * @param maxInFlight callbacks being read or published at once; each holds at most {@code maxBody}
 * @param rejected what is passed on of callbacks that failed verification
 */
@Validated
@ConfigurationProperties("trueup.ingest")
public record IngestSettings(
        @NotNull @DefaultValue("64KB") DataSize maxBody,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 4) @DefaultValue("1500ms")
        Duration bodyWithin,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 4) @DefaultValue("3s")
        Duration answerWithin,

        @Min(1) @Max(100_000) @DefaultValue("1024") int maxInFlight,
        @NotNull @Valid @DefaultValue Rejected rejected) {
    /**
     * Bounds of what is passed on of callbacks that failed verification.
     *
     * @param maxBody larger ones are only counted
     * @param perSecond more than these are only counted, for each replica
     */
    public record Rejected(
            @NotNull @DefaultValue("8KB") DataSize maxBody,
            @Min(1) @Max(10_000) @DefaultValue("50") int perSecond) {}
}
