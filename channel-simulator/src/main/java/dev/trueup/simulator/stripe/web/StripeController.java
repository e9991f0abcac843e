package dev.trueup.simulator.stripe.web;

import dev.trueup.channels.ChannelIds;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.credentials.web.ConditionalOnChannel;
import dev.trueup.simulator.stripe.StripeCalls;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@ConditionalOnChannel(ChannelIds.STRIPE)
@RequestMapping("/stripe")
@Tag(
        name = "Stripe",
        description = "PaymentIntents and refunds, as a merchant calls them: forms in, JSON out, by API key")
class StripeController {
    private final StripeCalls calls;

    StripeController(StripeCalls calls) {
        this.calls = calls;
    }

    @PostMapping("/v1/payment_intents")
    @Operation(summary = "Take a payment for an order", description = "Once under one Idempotency-Key")
    ChannelAnswer create(ChannelRequest request) {
        return calls.answer(request);
    }

    @GetMapping("/v1/payment_intents/{id}")
    @Operation(summary = "How a PaymentIntent stands", description = "expand[]=latest_charge and latest_charge.refunds")
    ChannelAnswer retrieve(ChannelRequest request) {
        return calls.answer(request);
    }

    @GetMapping("/v1/payment_intents/search")
    @Operation(summary = "The PaymentIntents of an order number in the metadata", description = "Lags behind")
    ChannelAnswer search(ChannelRequest request) {
        return calls.answer(request);
    }

    @PostMapping("/v1/payment_intents/{id}/cancel")
    @Operation(summary = "Take no payment any more")
    ChannelAnswer cancel(ChannelRequest request) {
        return calls.answer(request);
    }

    @PostMapping("/v1/refunds")
    @Operation(summary = "Give money back", description = "200 means accepted: an event or a query tells the end")
    ChannelAnswer refund(ChannelRequest request) {
        return calls.answer(request);
    }

    @GetMapping({"/v1/refunds", "/v1/refunds/{id}"})
    @Operation(summary = "What became of a PaymentIntent's refunds, or of one")
    ChannelAnswer refunds(ChannelRequest request) {
        return calls.answer(request);
    }

    @PostMapping("/v1/webhook_endpoints")
    @Operation(summary = "Where the account's events go from now on")
    ChannelAnswer webhookEndpoint(ChannelRequest request) {
        return calls.answer(request);
    }

    @Hidden
    @RequestMapping("/**")
    ChannelAnswer other(ChannelRequest request) {
        return calls.answer(request);
    }
}
