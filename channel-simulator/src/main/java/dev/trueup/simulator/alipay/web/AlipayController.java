package dev.trueup.simulator.alipay.web;

import dev.trueup.channels.ChannelIds;
import dev.trueup.simulator.alipay.AlipayCalls;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.credentials.web.ConditionalOnChannel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

@Controller
@ConditionalOnChannel(ChannelIds.ALIPAY)
@Tag(name = "Alipay", description = "the gateway that a merchant calls, signed by RSA2 both ways")
class AlipayController {
    private final AlipayCalls calls;

    AlipayController(AlipayCalls calls) {
        this.calls = calls;
    }

    @PostMapping("/alipay/gateway.do")
    @Operation(summary = "alipay.trade.precreate, .query, .close, .refund and .fastpay.refund.query")
    ChannelAnswer gateway(ChannelRequest request) {
        return calls.answer(request);
    }
}
