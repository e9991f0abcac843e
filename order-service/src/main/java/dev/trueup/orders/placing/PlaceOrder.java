package dev.trueup.orders.placing;

import dev.trueup.channels.Money;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's wish, already validated.
 *
 * @param expiresIn how long the buyer may take
 */
public record PlaceOrder(
        String goodsId,
        String userId,
        int num,
        Money total,
        String channel,
        @Nullable String reference,
        @Nullable String subject,
        Duration expiresIn) {}
