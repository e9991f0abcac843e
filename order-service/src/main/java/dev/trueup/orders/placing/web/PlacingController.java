package dev.trueup.orders.placing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.placing.PlaceOrder;
import dev.trueup.orders.placing.Placed;
import dev.trueup.orders.placing.Placing;
import dev.trueup.orders.web.Envelope;
import dev.trueup.orders.web.Envelope.Code;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Placing orders")
class PlacingController {
    private final Placing placing;
    private final CreateOrderReader reader;

    PlacingController(Placing placing, CreateOrderReader reader) {
        this.placing = placing;
        this.reader = reader;
    }

    @Operation(
            summary = "Place an order",
            description = "Stores the order, then asks the channel to take the payment. The answer proves no payment:"
                    + " poll the locator for the outcome. With an Idempotency-Key a repetition finds the same order.")
    @ApiResponse(responseCode = "200", description = "stored; payment holds what the buyer needs to pay")
    @ApiResponse(responseCode = "400", description = "code 1002, naming every bad field")
    @ApiResponse(responseCode = "409", description = "code 1003: the Idempotency-Key came with another request before")
    @ApiResponse(responseCode = "413", description = "code 1005: more than 64 KiB")
    @ApiResponse(responseCode = "422", description = "code 1006: the channel refuses the order for good")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = CreateOrderRequest.class)))
    @PostMapping(
            path = "/order/create",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Envelope<PlacedOrder>> create(
            @RequestBody JsonNode body,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key,
            @Nullable Principal client) {
        PlaceOrder wish = reader.read(body);
        String clientName = client == null ? "" : client.getName();
        return switch (placing.place(wish, IdempotencyKeyHeader.key(clientName, key, wish))) {
            case Placed.Open(StoredOrder stored) -> ResponseEntity.ok(Envelope.success(placed(stored)));
            case Placed.RefusedByChannel(StoredOrder stored, String code, String message) ->
                answer(Code.REFUSED_BY_CHANNEL, "the channel refuses: " + code + ", " + message, placed(stored));
            case Placed.KeyReused reused ->
                answer(Code.KEY_REUSED, IdempotencyKeyHeader.NAME + " was used with another request", null);
        };
    }

    private static ResponseEntity<Envelope<PlacedOrder>> answer(Code code, String msg, @Nullable PlacedOrder data) {
        return ResponseEntity.status(code.status()).body(Envelope.of(code, msg, data));
    }

    private static PlacedOrder placed(StoredOrder stored) {
        Map<String, String> payment = new LinkedHashMap<>(stored.opening().instructions());
        payment.put("expiresAt", stored.order().terms().expiresAt().toString());
        return new PlacedOrder(stored.order().orderNo(), "/order/get_result/", payment);
    }

    /**
     * What a merchant learns at once.
     *
     * @param order the order number
     * @param locator where the outcome is to be had, followed by the order number
     * @param payment what the buyer needs to pay, by name; only {@code expiresAt} where the channel has not answered yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlacedOrder(
            @Schema(example = "dcs01jdk7v5w3m8zq4x9t2r6y0b1c")
            String order,

            @Schema(example = "/order/get_result/") String locator,
            Map<String, String> payment) {}
}
