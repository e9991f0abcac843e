package dev.trueup.channels.wechatpay;

import org.jspecify.annotations.Nullable;

/**
 * A payment as WeChat Pay tells it, in a notice and to a query alike.
 *
 * @param transactionId present once it is charged
 * @param tradeState {@code SUCCESS, REFUND, NOTPAY, CLOSED, REVOKED, USERPAYING, PAYERROR}
 * @param successTime RFC 3339; once it is charged
 * @param amount absent from some answers about what is not charged
 */
public record WechatPayTransaction(
        @Nullable String appid,
        String mchid,
        String outTradeNo,
        @Nullable String transactionId,
        @Nullable String tradeType,
        String tradeState,
        @Nullable String tradeStateDesc,
        @Nullable String bankType,
        @Nullable String attach,
        @Nullable String successTime,
        @Nullable Payer payer,
        @Nullable Amount amount) {
    /** Who paid. */
    public record Payer(@Nullable String openid) {}

    /**
     * In fen.
     *
     * @param total the order's, before WeChat Pay's own discounts
     * @param payerTotal what the buyer paid
     */
    public record Amount(
            long total,
            @Nullable Long payerTotal,
            @Nullable String currency,
            @Nullable String payerCurrency) {}
}
