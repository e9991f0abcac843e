package dev.trueup.ingest.callback.web;

import dev.trueup.ingest.callback.Channels;
import dev.trueup.ingest.callback.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts callbacks by registered channel and verdict; what strangers write never becomes a label. */
final class CallbackMeters {
    private final Map<String, OfChannel> byChannel;
    private final Counter unknownChannel;

    CallbackMeters(MeterRegistry registry, Channels channels) {
        this.byChannel = channels.ids().stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), channel -> OfChannel.of(registry, channel)));
        this.unknownChannel = Counter.builder("trueup.callbacks.unknown.channel")
                .description("Requests to the path of a channel that is not set up")
                .register(registry);
    }

    /**
     * Counts one callback.
     *
     * @param channel one that is registered
     * @param took from the request's start to the verdict
     */
    void count(String channel, Verdict verdict, Duration took) {
        OfChannel meters = Objects.requireNonNull(byChannel.get(channel));
        Objects.requireNonNull(meters.verdicts.get(verdict)).increment();
        if (verdict == Verdict.ACCEPTED) {
            meters.acknowledgement.record(took);
        }
    }

    /** Counts a request to a channel that there is not. */
    void countUnknownChannel() {
        unknownChannel.increment();
    }

    private record OfChannel(Map<Verdict, Counter> verdicts, Timer acknowledgement) {
        static OfChannel of(MeterRegistry registry, String channel) {
            Map<Verdict, Counter> verdicts = Arrays.stream(Verdict.values())
                    .collect(Collectors.toUnmodifiableMap(
                            Function.identity(),
                            verdict -> Counter.builder("trueup.callbacks")
                                    .description("Callbacks, by what became of them")
                                    .tag("channel", channel)
                                    .tag("verdict", verdict.label())
                                    .register(registry)));
            Timer acknowledgement = Timer.builder("trueup.callbacks.acknowledgement")
                    .description("From the start of a request to the acknowledgement of its callback")
                    .tag("channel", channel)
                    .publishPercentileHistogram()
                    .minimumExpectedValue(Duration.ofMillis(1))
                    .maximumExpectedValue(Duration.ofSeconds(5))
                    .register(registry);
            return new OfChannel(verdicts, acknowledgement);
        }
    }
}
