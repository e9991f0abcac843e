package dev.trueup.simulator.control.web;

import dev.trueup.simulator.control.LedgerEntry;
import dev.trueup.simulator.ledger.Change;
import dev.trueup.simulator.ledger.Payments;
import dev.trueup.simulator.plan.FaultOverride;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/simulator/payments/{orderNo}")
@Tag(name = "buyer", description = "what the buyer of one payment does, and what goes wrong with it")
class PaymentController {
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Payments payments;

    PaymentController(Payments payments) {
        this.payments = payments;
    }

    @PostMapping("/pay")
    @Operation(summary = "The buyer pays", description = "409 if the payment has ended")
    LedgerEntry pay(@PathVariable String orderNo) {
        return done(orderNo, payments.pay(orderNo));
    }

    @PostMapping("/fail")
    @Operation(
            summary = "The payment fails for good",
            description =
                    "409 if the payment has ended. Where a channel knows no such failure, as Stripe, an attempt is"
                            + " declined and the buyer goes away.")
    LedgerEntry fail(@PathVariable String orderNo) {
        return done(orderNo, payments.fail(orderNo));
    }

    @PostMapping("/abandon")
    @Operation(summary = "The buyer goes away", description = "409 if the payment has ended or the buyer has gone")
    LedgerEntry abandon(@PathVariable String orderNo) {
        return done(orderNo, payments.abandon(orderNo));
    }

    @PostMapping("/dispute")
    @Operation(
            summary = "The buyer's bank questions the charge",
            description = "409 if there is none, it is disputed already, or the channel tells of no disputes")
    LedgerEntry dispute(@PathVariable String orderNo) {
        return done(orderNo, payments.dispute(orderNo));
    }

    @PutMapping("/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say what goes wrong with one payment",
            description = "The payment need not exist yet. What has happened already is not undone.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject("{\"drop\": true, \"delay\": \"PT3S\"}"))))
    void override(@PathVariable String orderNo, @RequestBody FaultOverride override) {
        if (!NUMBER.matcher(orderNo).matches()) {
            throw new IllegalArgumentException("orderNo must be 1 to 64 letters, digits, - or _");
        }
        payments.override(orderNo, override);
    }

    private static LedgerEntry done(String orderNo, Optional<Change> change) {
        Change step = change.orElseThrow(() -> Problems.unknownPayment(orderNo));
        if (!step.made()) {
            throw new ErrorResponseException(
                    HttpStatus.CONFLICT,
                    Problems.detail(
                            HttpStatus.CONFLICT,
                            "payment " + orderNo + " cannot do that: it is "
                                    + step.before().status()
                                    + (step.before().abandoned() ? " and abandoned" : "")),
                    null);
        }
        return LedgerEntry.of(step.after());
    }
}
