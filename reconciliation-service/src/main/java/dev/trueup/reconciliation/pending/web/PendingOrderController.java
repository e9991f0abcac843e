package dev.trueup.reconciliation.pending.web;

import dev.trueup.reconciliation.channel.ChannelBook;
import dev.trueup.reconciliation.pending.PendingOrders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Pending orders", description = "When orders without an outcome are asked about")
class PendingOrderController {
    private final PendingOrders orders;
    private final ChannelBook channels;
    private final InstantSource clock;

    PendingOrderController(PendingOrders orders, ChannelBook channels, InstantSource clock) {
        this.orders = orders;
        this.channels = channels;
        this.clock = clock;
    }

    @GetMapping(path = "/pending/summary", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Each channel's backlog, what it may be asked and was, and how it answers",
            description = "Counts go up to a million for each age. Channels are those that orders were heard of.")
    @ApiResponse(responseCode = "200", description = "As it is now")
    SummaryView summary() {
        Instant now = clock.instant();
        return new SummaryView(channels.all().stream()
                .map(channel -> SummaryView.Channel.of(
                        channel, channels.rules(channel.channel()), orders.backlog(channel.channel(), now), now))
                .toList());
    }

    @GetMapping(path = "/pending/{orderNo}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What is known of one order: when it is asked about next, how often it was, and what came of it")
    @ApiResponse(responseCode = "200", description = "The order is pending, or was settled in the last days")
    @ApiResponse(
            responseCode = "404",
            description = "The order was never heard of, or was settled long ago",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    PendingOrderView pending(@Parameter(example = "dcs0k3v9m2x7q1n8b5t4") @PathVariable String orderNo) {
        return orders.find(orderNo).map(PendingOrderView::of).orElseThrow(() -> notFound(orderNo));
    }

    private static ErrorResponseException notFound(String orderNo) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, "no order %s is pending or was settled lately".formatted(orderNo));
        problem.setTitle("Unknown order");
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
