package dev.trueup.simulator.sandbox.web;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxPayment;
import dev.trueup.channels.sandbox.SandboxPayment.Problem;
import dev.trueup.simulator.credentials.web.ConditionalOnChannel;
import dev.trueup.simulator.ledger.ChannelPayments;
import dev.trueup.simulator.ledger.Opening;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Payments;
import dev.trueup.simulator.ledger.RefundAnswer;
import dev.trueup.simulator.ledger.Status;
import dev.trueup.simulator.sandbox.SandboxRequests;
import dev.trueup.simulator.sandbox.SandboxViews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnChannel(ChannelIds.SANDBOX)
@RequestMapping("/sandbox/payments")
@Tag(name = "sandbox channel", description = "what a merchant calls, with the channel's API key as bearer token")
@SecurityRequirement(name = "apiKey")
class SandboxController {
    private final ChannelPayments payments;
    private final SandboxCredentials credentials;

    SandboxController(Payments payments, SandboxCredentials credentials) {
        this.payments = payments.at(ChannelIds.SANDBOX);
        this.credentials = credentials;
    }

    @PostMapping
    @Operation(
            summary = "Take a payment for an order",
            description = "201 for a new one, 200 for the very same order again, 409 for its number on another order",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject("""
                    {"merchantId": "m-1a2b3c4d", "orderNo": "dcs01k0example", "reference": "cart-17",
                     "amount": 100, "currency": "CNY", "notifyUrl": "http://localhost:1235/callbacks/sandbox",
                     "expiresAt": "2030-01-01T00:00:00Z"}"""))))
    ResponseEntity<?> create(@RequestBody SandboxPayment.Order order) {
        Optional<String> complaint = SandboxRequests.complaint(order, credentials.merchantId());
        if (complaint.isPresent()) {
            return problem(400, Problem.INVALID_REQUEST, complaint.get());
        }
        return switch (payments.open(SandboxViews.order(order))) {
            case Opening.Opened(Payment payment, Payment told) ->
                ResponseEntity.status(201).body(SandboxViews.created(told, payUrl(payment)));
            case Opening.Known(Payment payment) -> ResponseEntity.ok(SandboxViews.created(payment, payUrl(payment)));
            case Opening.NumberTaken() ->
                problem(409, Problem.NUMBER_TAKEN, "orderNo " + order.orderNo() + " is another order's");
            case Opening.AlreadyExpired() -> problem(400, Problem.INVALID_REQUEST, "expiresAt must be in the future");
        };
    }

    private URI payUrl(Payment payment) {
        return credentials.baseUrl().resolve("/simulator/payments/" + payment.orderNo() + "/pay");
    }

    @GetMapping("/{orderNo}")
    @Operation(summary = "What the channel knows about an order number")
    ResponseEntity<?> query(@PathVariable String orderNo) {
        return payments.find(orderNo)
                .<ResponseEntity<?>>map(payment -> ResponseEntity.ok(SandboxViews.truth(payment)))
                .orElseGet(() -> notFound(orderNo));
    }

    @PostMapping("/{orderNo}/close")
    @Operation(summary = "Take no payment for the order any more", description = "409 if it is paid already")
    ResponseEntity<?> close(@PathVariable String orderNo) {
        Optional<Payment> closed = payments.close(orderNo);
        if (closed.isEmpty()) {
            return notFound(orderNo);
        }
        return closed.get().status() == Status.SUCCEEDED
                ? problem(409, Problem.ALREADY_PAID, "the payment is charged and cannot be closed")
                : ResponseEntity.ok(SandboxViews.truth(closed.get()));
    }

    @PostMapping("/{orderNo}/refunds")
    @Operation(
            summary = "Give money back",
            description = "202 means accepted: whether it succeeds is told later, by callback and by query",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject("""
                    {"refundNo": "refund-1", "amount": 40, "currency": "CNY", "reason": "returned"}"""))))
    ResponseEntity<?> refund(@PathVariable String orderNo, @RequestBody SandboxPayment.RefundOrder refund) {
        Optional<String> complaint = SandboxRequests.complaint(refund);
        if (complaint.isPresent()) {
            return problem(400, Problem.INVALID_REQUEST, complaint.get());
        }
        Optional<Payment> payment = payments.find(orderNo);
        if (payment.isPresent() && !payment.get().order().currency().equals(refund.currency())) {
            return problem(400, Problem.INVALID_REQUEST, "currency is not the payment's");
        }
        return switch (payments.refund(orderNo, refund.refundNo(), refund.transactionId(), refund.amount())) {
            case RefundAnswer.Accepted(var accepted) ->
                ResponseEntity.status(202).body(SandboxViews.refund(accepted));
            case RefundAnswer.UnknownPayment() -> notFound(orderNo);
            case RefundAnswer.NotPaid() -> problem(409, "not_paid", "nothing was charged, so nothing can be refunded");
            case RefundAnswer.NumberTaken() ->
                problem(409, "refund_no_taken", "refundNo " + refund.refundNo() + " is another refund's");
            case RefundAnswer.TooMuch(long left) ->
                problem(400, Problem.INVALID_REQUEST, "amount is more than the " + left + " left to refund");
        };
    }

    private static ResponseEntity<Problem> notFound(String orderNo) {
        return problem(404, Problem.NOT_FOUND, "no payment has the number " + orderNo);
    }

    private static ResponseEntity<Problem> problem(int status, String code, String message) {
        return ResponseEntity.status(status).body(new Problem(code, message));
    }
}
