package dev.trueup.simulator.stripe.web;

import dev.trueup.channels.ChannelIds;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.credentials.web.ConditionalOnChannel;
import dev.trueup.simulator.stripe.StripeCalls;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Everything under {@code /stripe}; Stripe's own documentation describes it. */
@Hidden
@Controller
@ConditionalOnChannel(ChannelIds.STRIPE)
class StripeController {
    private final StripeCalls calls;

    StripeController(StripeCalls calls) {
        this.calls = calls;
    }

    @RequestMapping("/stripe/**")
    ChannelAnswer any(ChannelRequest request) {
        return calls.answer(request);
    }
}
