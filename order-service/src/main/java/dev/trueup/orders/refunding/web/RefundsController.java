package dev.trueup.orders.refunding.web;

import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.orders.order.RefundNumbers;
import dev.trueup.orders.order.RefundRule.Judgement;
import dev.trueup.orders.order.RefundRule.Wish;
import dev.trueup.orders.refunding.Refunding;
import dev.trueup.orders.web.RequestFields;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Refunds that the merchant asks for. */
@RestController
@Tag(name = "Orders")
class RefundsController {
    private static final long MOST_MONEY = 1_000_000_000_000L;

    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]+");

    private final Refunding refunding;

    RefundsController(Refunding refunding) {
        this.refunding = refunding;
    }

    @Operation(
            summary = "Give money back",
            description = "The same refundNo is the same refund, however often it is asked for. The answer is an"
                    + " acceptance: events and GET /orders/{orderNo} tell when it succeeded or failed.")
    @ApiResponse(responseCode = "202", description = "stored; the channel is asked for it until it answers")
    @ApiResponse(responseCode = "400", description = "names every bad field")
    @ApiResponse(responseCode = "404", description = "no such order")
    @ApiResponse(responseCode = "409", description = "not paid, more than is left, or the number is another refund's")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = RefundRequest.class)))
    @PostMapping(path = "/orders/{orderNo}/refunds", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RefundOfCharge> refund(@PathVariable String orderNo, @RequestBody JsonNode body) {
        Judgement judgement = refunding
                .request(orderNo, read(orderNo, body))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such order"));
        return switch (judgement) {
            case Judgement.Repeated(Payment payment, Refund refund) ->
                ResponseEntity.accepted().body(new RefundOfCharge(payment.transactionId(), payment.currency(), refund));
            case Judgement.NumberTaken(Refund refund) ->
                throw conflict("refundNo is the number of another refund of this order, of " + refund.amount());
            case Judgement.TooMuch(long left) -> throw conflict("amount is more than is left to give back: " + left);
            case Judgement.NoCharge none -> throw conflict("there is no such charge: nothing was paid that way");
            case Judgement.Granted granted -> throw new IllegalStateException("a grant that was not stored");
        };
    }

    private static Wish read(String orderNo, JsonNode body) {
        RequestFields fields = RequestFields.of(body);
        fields.only("refundNo", "amount", "transactionId"); // "amout" would give everything back
        String refundNo = fields.required("refundNo", RefundNumbers.LONGEST_OF_MERCHANT);
        if (!NUMBER.matcher(refundNo).matches()) {
            fields.wrong("refundNo", "must be 1 to " + RefundNumbers.LONGEST_OF_MERCHANT + " letters, digits, - or _");
        }
        Long amount = fields.has("amount") ? fields.whole("amount", MOST_MONEY) : null;
        String transactionId = fields.optional("transactionId", 128);
        fields.throwIfAnyWrong();
        return new Wish(RefundNumbers.ofMerchant(orderNo, refundNo), transactionId, amount);
    }

    private static ResponseStatusException conflict(String detail) {
        return new ResponseStatusException(HttpStatus.CONFLICT, detail);
    }

    /**
     * What a merchant asks for.
     *
     * @param refundNo the merchant's own number of the refund
     * @param amount in minor units; absent for all that is left
     * @param transactionId which charge; absent for the one that made the order PAID
     */
    record RefundRequest(
            @Schema(example = "R1") String refundNo,
            @Schema(example = "40") @Nullable Long amount,
            @Nullable String transactionId) {}

    /** A refund, and the charge it is taken from. */
    record RefundOfCharge(String transactionId, String currency, Refund refund) {}
}
