package dev.trueup.orders.attending.web;

import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.orders.attending.Attending;
import dev.trueup.orders.order.AttentionReason;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.web.RequestFields;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** A person has seen to an order. */
@RestController
@Tag(name = "Orders")
class AttendingController {
    private static final int LONGEST_NAME = 64;

    private final Attending attending;

    AttendingController(Attending attending) {
        this.attending = attending;
    }

    @Operation(
            summary = "Take back attention that a person has seen to",
            description =
                    "All of one reason; the event attention-resolved names who. Of a blocking reason the order can"
                            + " become PAID again by evidence that agrees. Nothing changes where there is none of the reason."
                            + " GET /orders?attention= lists the orders that wait for a person.")
    @ApiResponse(responseCode = "200", description = "the order, without that attention")
    @ApiResponse(responseCode = "400", description = "names every bad field")
    @ApiResponse(responseCode = "404", description = "no such order")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = Resolution.class)))
    @PostMapping(path = "/orders/{orderNo}/attention/resolve", consumes = MediaType.APPLICATION_JSON_VALUE)
    Attended resolve(@PathVariable String orderNo, @RequestBody JsonNode body) {
        RequestFields fields = RequestFields.of(body);
        fields.only("reason", "by");
        String reason = fields.required("reason", LONGEST_NAME);
        if (!AttentionReason.all().contains(reason)) {
            fields.wrong("reason", "must be one of " + AttentionReason.all());
        }
        String by = fields.required("by", LONGEST_NAME);
        fields.throwIfAnyWrong();
        return attending
                .resolve(orderNo, reason, by)
                .map(Order::snapshot)
                .map(Attended::new)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such order"));
    }

    /** The order after it. */
    record Attended(OrderSnapshot order) {}

    /**
     * What a person says.
     *
     * @param reason of the attention
     * @param by who; stands in the event
     */
    record Resolution(
            @Schema(example = "mismatch") String reason,
            @Schema(example = "jane") String by) {}
}
