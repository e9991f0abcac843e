package dev.trueup.orders.closing.web;

import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.orders.closing.Closing;
import dev.trueup.orders.order.Order;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Closing an order before its expiry. */
@RestController
@Tag(name = "Orders")
class ClosingController {
    private final Closing closing;

    ClosingController(Closing closing) {
        this.closing = closing;
    }

    @Operation(
            summary = "Close an unpaid order",
            description = "Asks the channel, closes there, and only on its definite answer here. A buyer who pays"
                    + " meanwhile makes the order PAID: look at the state of the order in the answer.")
    @ApiResponse(responseCode = "200", description = "the outcome is known: CLOSED, or what else it turned out to be")
    @ApiResponse(responseCode = "404", description = "no such order")
    @ApiResponse(responseCode = "409", description = "the channel does not know the order yet and cannot close it")
    @ApiResponse(responseCode = "503", description = "no definite answer from the channel; the order stays as it is")
    @PostMapping("/orders/{orderNo}/close")
    Outcome close(@PathVariable String orderNo) {
        Closing.Result result = closing.close(orderNo)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such order"));
        return switch (result) {
            case Closing.Result.Decided(Order order) -> new Outcome(order.snapshot());
            case Closing.Result.NotThereYet unknown ->
                throw new ResponseStatusException(
                        HttpStatus.CONFLICT, "the channel does not know the order yet, so it cannot close it");
            case Closing.Result.Undecided(Order order, String why) ->
                throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, why);
        };
    }

    /** The order, whose outcome is known now. */
    record Outcome(OrderSnapshot order) {}
}
