package dev.trueup.simulator.control.web;

import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.simulator.sandbox.SandboxComposer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/simulator")
@Tag(name = "portal", description = "what a channel's sandbox portal hands to its merchant")
class SandboxPortalController {
    private final SandboxCredentials credentials;
    private final SandboxComposer composer;
    private final InstantSource clock;

    SandboxPortalController(SandboxCredentials credentials, SandboxComposer composer, InstantSource clock) {
        this.credentials = credentials;
        this.composer = composer;
        this.clock = clock;
    }

    @GetMapping("/credentials/sandbox")
    @Operation(summary = "The merchant's credentials at the sandbox channel")
    SandboxCredentials credentials() {
        return credentials;
    }

    @PostMapping("/sign/sandbox")
    @Operation(
            summary = "The headers that the sandbox channel would send with this very body",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(mediaType = "application/json", examples = @ExampleObject("""
                    {"type":"payment.succeeded","timestamp":"2026-01-01T00:00:00Z","data":{"merchantId":"m-1a2b3c4d",\
                    "orderNo":"dcs01k0example","transactionId":"tx1","amount":100,"currency":"CNY"}}"""))))
    Map<String, String> sign(@RequestBody byte[] body) {
        return composer.sign(body, clock.instant());
    }
}
