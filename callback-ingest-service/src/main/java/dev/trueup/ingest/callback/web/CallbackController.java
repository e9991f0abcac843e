package dev.trueup.ingest.callback.web;

import dev.trueup.channels.CallbackAnswer;
import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.foundation.web.BodyReader;
import dev.trueup.ingest.callback.CallbackIntake;
import dev.trueup.ingest.callback.Channels;
import dev.trueup.ingest.callback.IncomingCallback;
import dev.trueup.ingest.callback.Verdict;
import dev.trueup.ingest.settings.IngestSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Takes callbacks: so many at once and no more, each bounded in size and time. */
@RestController
class CallbackController implements CallbackApi {
    private final Channels channels;
    private final CallbackIntake intake;
    private final CallbackMeters meters;
    private final InstantSource clock;
    private final BodyReader bodies;
    private final Duration answerWithin;
    private final Semaphore places;

    CallbackController(
            Channels channels,
            CallbackIntake intake,
            MeterRegistry registry,
            InstantSource clock,
            IngestSettings settings) {
        this.channels = channels;
        this.intake = intake;
        this.meters = new CallbackMeters(registry, channels);
        this.clock = clock;
        this.bodies = new BodyReader(Math.toIntExact(settings.maxBody().toBytes()), settings.bodyWithin());
        this.answerWithin = settings.answerWithin();
        this.places = new Semaphore(settings.maxInFlight());
        Gauge.builder("trueup.callbacks.in.flight", places, free -> settings.maxInFlight() - free.availablePermits())
                .description("Callbacks being read or published")
                .register(registry);
    }

    @Override
    public ResponseEntity<String> take(@PathVariable String channel, HttpServletRequest request) {
        long start = System.nanoTime();
        CallbackProtocol protocol = channels.find(channel).orElseThrow(this::unknownChannel);
        Verdict verdict = Verdict.COME_AGAIN;
        if (places.tryAcquire()) { // before a byte of the body is read, since bodies are what fills memory
            try {
                verdict = judge(protocol, request, start);
            } finally {
                places.release();
            }
        }
        meters.count(protocol.channel(), verdict, Duration.ofNanos(System.nanoTime() - start));
        return response(verdict.answer(protocol));
    }

    private Verdict judge(CallbackProtocol protocol, HttpServletRequest request, long start) {
        return switch (bodies.read(request)) {
            case BodyReader.Body.TooLarge() -> Verdict.TOO_LARGE;
            case BodyReader.Body.Incomplete() -> Verdict.COME_AGAIN;
            case BodyReader.Body.Whole(byte[] body) -> {
                IncomingCallback callback = new IncomingCallback(
                        protocol.channel(),
                        Objects.requireNonNullElse(request.getContentType(), ""),
                        new ReceivedCallback(signatureHeaders(protocol, request), body),
                        clock.instant());
                Duration left = answerWithin.minusNanos(System.nanoTime() - start);
                yield left.isPositive() ? intake.take(protocol, callback, left) : Verdict.COME_AGAIN;
            }
        };
    }

    private static Map<String, List<String>> signatureHeaders(CallbackProtocol protocol, HttpServletRequest request) {
        return protocol.signatureHeaders().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), name -> Collections.list(request.getHeaders(name))));
    }

    private static ResponseEntity<String> response(CallbackAnswer answer) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
        return answer.body().isEmpty()
                ? response.build()
                : response.contentType(MediaType.parseMediaType(answer.contentType()))
                        .body(answer.body());
    }

    private ErrorResponseException unknownChannel() {
        meters.countUnknownChannel();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no such channel.");
        problem.setTitle("Unknown channel");
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
