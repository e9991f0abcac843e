package dev.trueup.simulator.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asked a channel to take.
 *
 * @param channel the channel's id
 * @param orderNo unique over all channels of this simulator
 * @param amount in minor units
 * @param notifyUrl where the callbacks go
 * @param expiresAt until when it can be paid, in milliseconds
 */
public record Order(
        String channel,
        String merchantId,
        String orderNo,
        @Nullable String reference,
        @Nullable String subject,
        long amount,
        String currency,
        String notifyUrl,
        Instant expiresAt) {
    public Order {
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same under another number. */
    public Order numbered(String other) {
        return new Order(channel, merchantId, other, reference, subject, amount, currency, notifyUrl, expiresAt);
    }
}
