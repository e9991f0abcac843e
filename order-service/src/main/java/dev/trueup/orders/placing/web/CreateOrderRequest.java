package dev.trueup.orders.placing.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /order/create}, as documentation; {@link CreateOrderReader} reads it. */
@Schema(name = "CreateOrder")
record CreateOrderRequest(
        @Schema(example = "102030", maxLength = 64) String goodsId,
        @Schema(example = "6666", maxLength = 64) String userId,

        @Schema(example = "10", minimum = "1", maximum = "1000000")
        int num,

        @Schema(
                description = "the total in minor units (fen, cents); never multiplied by num",
                example = "100",
                minimum = "1",
                maximum = "1000000000000")
        long amount,

        @Schema(example = "sandbox", description = "default by settings") @Nullable
        String channel,

        @Schema(example = "CNY", description = "ISO 4217; default by settings") @Nullable
        String currency,

        @Schema(example = "purchase-4711", maxLength = 64, description = "the merchant's own purchase id") @Nullable
        String reference,

        @Schema(maxLength = 128, description = "what the buyer reads at the channel") @Nullable
        String subject,

        @Schema(example = "PT30M", description = "ISO 8601, one second to 30 days; default by settings") @Nullable
        String expiresIn) {}
