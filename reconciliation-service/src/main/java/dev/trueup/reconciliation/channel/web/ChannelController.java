package dev.trueup.reconciliation.channel.web;

import dev.trueup.reconciliation.channel.ChannelBook;
import dev.trueup.reconciliation.channel.ChannelState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Channels", description = "Whether a channel is asked at all")
class ChannelController {
    private static final Logger log = LoggerFactory.getLogger(ChannelController.class);

    private final ChannelBook channels;

    ChannelController(ChannelBook channels) {
        this.channels = channels;
    }

    @Schema(name = "Pause")
    record PauseRequest(
            @Schema(
                    description = "Whether the channel is to be left alone",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Boolean paused) {}

    @Schema(name = "PausedChannel")
    record PausedView(
            @Schema(example = "sandbox") String channel,
            boolean paused,

            @Schema(description = "When that last changed") Instant changedAt) {
        static PausedView of(ChannelState state) {
            return new PausedView(state.channel(), state.paused(), state.pauseChangedAt());
        }
    }

    @PutMapping(
            path = "/channels/{channel}/paused",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Stops or resumes asking a channel about its orders",
            description = "Holds for all replicas and until it is changed. Orders stay due meanwhile; once resumed they"
                    + " are asked about at the usual rate. Query-backs already on their way are not called back.")
    @ApiResponse(responseCode = "200", description = "So it is now")
    @ApiResponse(
            responseCode = "400",
            description = "The body is not {\"paused\": true} or {\"paused\": false}",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "404",
            description = "No order of this channel was heard of",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    PausedView pause(@Parameter(example = "sandbox") @PathVariable String channel, @RequestBody PauseRequest request) {
        Boolean paused = request.paused();
        if (paused == null) {
            throw problem(HttpStatus.BAD_REQUEST, "Invalid request", "'paused' is missing: it is true or false");
        }
        ChannelState state = channels.pause(channel, paused)
                .orElseThrow(() ->
                        problem(HttpStatus.NOT_FOUND, "Unknown channel", "no order of this channel was heard of"));
        log.info("channel {} is {}", state.channel(), state.paused() ? "paused" : "asked");
        return PausedView.of(state);
    }

    private static ErrorResponseException problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return new ErrorResponseException(status, problem, null);
    }
}
