package dev.trueup.orders.settings;

import dev.trueup.orders.order.Rules.LatePayment;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Orders. Durations are nominal: {@code trueup.clock.scale} scales them.
 *
 * @param defaultChannel where an order goes that names no channel
 * @param defaultCurrency of an order that names none, ISO 4217
 * @param expiresIn how long a buyer may take to pay where the order does not say
 * @param notKnownMargin how long after an order's expiry a channel that does not know it is believed
 * @param latePayment what to do with money that comes after an order ended unpaid
 * @param callAgainAfter when a create call that got no answer is repeated; not scaled, and longer than
 *     {@code trueup.channels.timeout}
 * @param sweepAfter how long an event may stay unpublished before the sweep takes it; not scaled
 * @param announceAgainAfter how long a pending order may go unasked before it is announced again: twice the longest
 *     interval of the schedule
 * @param attentionAfter how old an order is when a person should know that it has no outcome yet
 * @param keysKeptFor how long an Idempotency-Key is remembered; not scaled
 * @param mostWaiting how many requests may wait for an outcome ({@code Prefer: wait}) at once
 */
@Validated
@ConfigurationProperties("trueup.orders")
public record OrderSettings(
        @NotBlank @DefaultValue("sandbox") String defaultChannel,
        @Pattern(regexp = "[A-Z]{3}") @DefaultValue("CNY") String defaultCurrency,
        @NotNull @DefaultValue("2h") Duration expiresIn,
        @NotNull @DefaultValue("5m") Duration notKnownMargin,
        @NotNull @DefaultValue("refund") LatePayment latePayment,
        @NotNull @DefaultValue("15s") Duration callAgainAfter,
        @NotNull @DefaultValue("5s") Duration sweepAfter,
        @NotNull @DefaultValue("2h") Duration announceAgainAfter,
        @NotNull @DefaultValue("24h") Duration attentionAfter,
        @NotNull @DefaultValue("7d") Duration keysKeptFor,
        @Min(0) @Max(1_000_000) @DefaultValue("10000") int mostWaiting) {}
