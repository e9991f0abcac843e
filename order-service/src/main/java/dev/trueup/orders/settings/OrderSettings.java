package dev.trueup.orders.settings;

import dev.trueup.orders.order.Rules.Policy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
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
 * @param unexpectedPayment what to do with money that comes after an order ended unpaid, or beside the accepted payment
 * @param unexpectedPaymentByChannel the same for one channel, by its id
 * @param automaticRefunds bounds of the refunds that follow from that
 * @param refundCheck how soon a refund is looked after at first, and how often at least
 * @param refundCheckAtLeast how long a refund may go without being looked after
 * @param confirmAfter how long after an order became PAID the channel is asked about it once more, which shows a second
 *     charge whose own callback was lost; asked again as long a while later until it has answered
 * @param askDoubtfulAgainAfter how long after a doubtful message the channel is asked again if it has not answered
 * @param callAgainAfter when a create call that got no answer is repeated, and a question no sooner; not scaled, and
 *     longer than {@code trueup.channels.timeout}
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
        @NotNull @DefaultValue("refund") Policy unexpectedPayment,
        @DefaultValue Map<String, Policy> unexpectedPaymentByChannel,
        @NotNull @Valid @DefaultValue AutomaticRefunds automaticRefunds,
        @NotNull @DefaultValue("5s") Duration refundCheck,
        @NotNull @DefaultValue("1h") Duration refundCheckAtLeast,
        @NotNull @DefaultValue("10m") Duration confirmAfter,
        @NotNull @DefaultValue("30s") Duration askDoubtfulAgainAfter,
        @NotNull @DefaultValue("15s") Duration callAgainAfter,
        @NotNull @DefaultValue("5s") Duration sweepAfter,
        @NotNull @DefaultValue("2h") Duration announceAgainAfter,
        @NotNull @DefaultValue("24h") Duration attentionAfter,
        @NotNull @DefaultValue("7d") Duration keysKeptFor,
        @Min(0) @Max(1_000_000) @DefaultValue("10000") int mostWaiting) {
    /**
     * Bounds of the refunds that nobody asked for. What exceeds them waits, and a person sees it.
     *
     * @param enabled whether there are such refunds at all
     * @param mostPerDay how many, per channel and currency and day (UTC)
     * @param mostMoneyPerDay how much, in minor units, per channel and currency and day (UTC)
     * @param mostMoneyPerDayByCurrency the same for one currency, by its ISO 4217 code
     */
    public record AutomaticRefunds(
            @DefaultValue("true") boolean enabled,
            @Min(0) @Max(100_000) @DefaultValue("1000") int mostPerDay,
            @Min(0) @DefaultValue("10000000") long mostMoneyPerDay,
            @DefaultValue Map<String, Long> mostMoneyPerDayByCurrency) {
        /** How much of this currency, in minor units. */
        public long mostMoney(String currency) {
            return mostMoneyPerDayByCurrency.getOrDefault(currency, mostMoneyPerDay);
        }
    }
}
