package dev.trueup.orders.order;

import dev.trueup.channels.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for when the order was placed; never changes.
 *
 * @param orderNo see {@link OrderNumbers}
 * @param channel the payment channel's id
 * @param merchantId the merchant's id at that channel
 * @param total what the buyer owes, never multiplied by {@code num}
 * @param num how many of the goods, 1 to 1,000,000
 * @param reference the merchant's own purchase id
 * @param expiresAt until when the buyer may pay
 */
public record Terms(
        String orderNo,
        String channel,
        String merchantId,
        Money total,
        String goodsId,
        String userId,
        int num,
        @Nullable String reference,
        @Nullable String subject,
        Instant createdAt,
        Instant expiresAt) {}
