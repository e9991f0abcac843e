package dev.trueup.ingest.callback.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The one operation, as OpenAPI shows it. */
@Tag(name = "Callbacks", description = "Where payment channels send what became of a payment")
interface CallbackApi {
    @Operation(
            summary = "Take a callback of a channel",
            description =
                    "Verified on the raw bytes, published to Kafka, and acknowledged only once Kafka has it durably."
                            + " Answers come within 4 seconds and in the channel's own form; those below are the sandbox"
                            + " channel's. Try it with headers from the simulator's `POST /simulator/sign/sandbox`.",
            parameters = {
                @Parameter(in = ParameterIn.HEADER, name = "webhook-id", example = "msg_p5jXN8AQM9LWM0D4loKWxJek"),
                @Parameter(in = ParameterIn.HEADER, name = "webhook-timestamp", example = "1764000000"),
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "webhook-signature",
                        example = "v1,g0hM9SsE+OTPJTGt/tmKtSyrlE3uFJELVlNIOLJ1OE4=")
            },
            requestBody =
                    @RequestBody(
                            description = "In the channel's own form; at most 64 KiB",
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(name = "a payment", value = """
                    {
                      "type": "payment.succeeded",
                      "timestamp": "2026-11-24T16:00:00.250Z",
                      "data": {
                        "merchantId": "m-1",
                        "orderNo": "dcs01KAVJ5XH2N3P4Q5R6S7T8V9WA",
                        "reference": "purchase-1",
                        "transactionId": "tx-1",
                        "amount": 100,
                        "currency": "CNY",
                        "occurredAt": "2026-11-24T16:00:00.125Z"
                      }
                    }"""))))
    @ApiResponse(responseCode = "204", description = "Kept durably; need not come again", content = @Content)
    @ApiResponse(responseCode = "400", description = "Not signed by the channel, or not lately", content = @Content)
    @ApiResponse(
            responseCode = "404",
            description = "No such channel",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(responseCode = "413", description = "Larger than 64 KiB", content = @Content)
    @ApiResponse(responseCode = "503", description = "Not kept; is to come again", content = @Content)
    @PostMapping("/callbacks/{channel}")
    ResponseEntity<String> take(
            @Parameter(description = "The channel's id", example = "sandbox") @PathVariable String channel,
            @Parameter(hidden = true) HttpServletRequest request);
}
