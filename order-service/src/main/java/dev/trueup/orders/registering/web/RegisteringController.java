package dev.trueup.orders.registering.web;

import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.registering.Registered;
import dev.trueup.orders.registering.Registering;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Registering what the merchant's own checkout has sent to the channel. */
@RestController
@Tag(name = "Orders")
class RegisteringController {
    private final Registering registering;
    private final RegistrationReader reader;

    RegisteringController(Registering registering, RegistrationReader reader) {
        this.registering = registering;
        this.reader = reader;
    }

    @Operation(
            summary = "Register an order that the channel has already",
            description =
                    "For a checkout of the merchant's own: from now on callbacks about this number are believed, the"
                            + " channel is asked, and the order can be closed and refunded here. The number is the key: to"
                            + " register the same again changes nothing. Does not call the channel to create a payment.")
    @ApiResponse(responseCode = "201", description = "registered; what the channel told before is looked for")
    @ApiResponse(responseCode = "200", description = "it was registered before, in the same words")
    @ApiResponse(responseCode = "400", description = "names every bad field")
    @ApiResponse(responseCode = "409", description = "another order has this number")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = RegistrationRequest.class)))
    @PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Watched> register(@RequestBody JsonNode body) {
        return switch (registering.register(reader.read(body))) {
            case Registered.Anew(Order order) ->
                ResponseEntity.created(URI.create("/orders/" + order.orderNo())).body(new Watched(order.snapshot()));
            case Registered.Before(Order order) -> ResponseEntity.ok(new Watched(order.snapshot()));
            case Registered.NumberTaken taken ->
                throw new ResponseStatusException(
                        HttpStatus.CONFLICT, "orderNo is the number of another order, or of this one in other words");
        };
    }

    /** The order as it is watched over. */
    record Watched(OrderSnapshot order) {}

    /**
     * What a merchant registers.
     *
     * @param orderNo as the channel was told it
     * @param amount in minor units, as the channel was told it
     * @param expiresAt until when the channel takes the payment
     * @param goodsId the order number if absent
     * @param userId {@code unknown} if absent
     * @param num 1 if absent
     * @param channelReference the channel's own id of the payment, such as Stripe's {@code pi_...}: asked by it, Stripe
     *     answers at once, while its search by metadata lags by a minute
     */
    record RegistrationRequest(
            @Schema(example = "SHOP-2026-0042") String orderNo,
            @Schema(example = "sandbox") String channel,
            @Schema(example = "100") long amount,
            @Schema(example = "CNY") @Nullable String currency,
            @Schema(example = "2026-12-01T12:00:00Z") String expiresAt,
            @Nullable String goodsId,
            @Nullable String userId,
            @Nullable Integer num,
            @Nullable String reference,
            @Nullable String subject,
            @Nullable String channelReference) {}
}
