package dev.trueup.orders.registering;

import dev.trueup.channels.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as the merchant's own code sent it to the channel, already validated.
 *
 * @param orderNo the merchant's number of it at the channel
 * @param channelReference see {@code ChannelClient.PaymentHandle}; null where the merchant does not know it
 * @param expiresAt until when the channel takes the payment
 */
public record Registration(
        String orderNo,
        String channel,
        Money total,
        Instant expiresAt,
        String goodsId,
        String userId,
        int num,
        @Nullable String reference,
        @Nullable String subject,
        @Nullable String channelReference) {}
