package dev.trueup.simulator.wechatpay.web;

import dev.trueup.channels.ChannelIds;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.credentials.web.ConditionalOnChannel;
import dev.trueup.simulator.wechatpay.WechatPayApi;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@ConditionalOnChannel(ChannelIds.WECHAT_PAY)
@RequestMapping("/wechat-pay")
@Tag(
        name = "WeChat Pay",
        description = "API v3, Native, as a merchant calls it: requests signed by the merchant's key"
                + " (WECHATPAY2-SHA256-RSA2048), answers by the platform's")
class WechatPayController {
    private final WechatPayApi api;

    WechatPayController(WechatPayApi api) {
        this.api = api;
    }

    @PostMapping("/v3/pay/transactions/native")
    @Operation(summary = "Take a payment for an order: the code that the buyer scans")
    ChannelAnswer prepay(ChannelRequest request) {
        return api.answer(request);
    }

    @GetMapping({"/v3/pay/transactions/out-trade-no/{orderNo}", "/v3/pay/transactions/id/{transactionId}"})
    @Operation(summary = "What WeChat Pay knows about a payment")
    ChannelAnswer query(ChannelRequest request) {
        return api.answer(request);
    }

    @PostMapping("/v3/pay/transactions/out-trade-no/{orderNo}/close")
    @Operation(summary = "Take no payment for the order any more", description = "204, signed though empty")
    ChannelAnswer close(ChannelRequest request) {
        return api.answer(request);
    }

    @PostMapping("/v3/refund/domestic/refunds")
    @Operation(summary = "Give money back", description = "200 means accepted: a notice or a query tells the end")
    ChannelAnswer refund(ChannelRequest request) {
        return api.answer(request);
    }

    @GetMapping("/v3/refund/domestic/refunds/{refundNo}")
    @Operation(summary = "What became of a refund")
    ChannelAnswer queryRefund(ChannelRequest request) {
        return api.answer(request);
    }

    @Hidden
    @RequestMapping("/**")
    ChannelAnswer other(ChannelRequest request) {
        return api.answer(request);
    }
}
