package dev.trueup.simulator.control.web;

import dev.trueup.simulator.channel.Channels;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/simulator")
@Tag(name = "portal", description = "what a channel's sandbox portal hands to its merchant")
class PortalController {
    private final Channels channels;
    private final InstantSource clock;

    PortalController(Channels channels, InstantSource clock) {
        this.channels = channels;
        this.clock = clock;
    }

    @GetMapping("/credentials/{channel}")
    @Operation(summary = "The merchant's credentials at a channel", description = "404 if the channel is not set up")
    Object credentials(@PathVariable String channel) {
        return Problems.known(channels, channel).credentials();
    }

    @PostMapping("/sign/{channel}")
    @Operation(
            summary = "What the channel would send with this very body",
            description = "The headers; of alipay, which signs a form, the form with its signature.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            examples = @ExampleObject(name = "sandbox", value = """
                    {"type":"payment.succeeded","timestamp":"2026-01-01T00:00:00Z","data":{"merchantId":"m-1a2b3c4d",\
                    "orderNo":"dcs01k0example","transactionId":"tx1","amount":100,"currency":"CNY"}}"""))))
    Map<String, String> sign(@PathVariable String channel, @RequestBody byte[] body) {
        return Problems.known(channels, channel).sign(body, clock.instant());
    }
}
