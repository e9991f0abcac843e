package dev.trueup.channels.wechatpay;

import org.jspecify.annotations.Nullable;

/**
 * A refund as WeChat Pay tells it. An answer says {@code status}, a notice {@code refund_status} and the merchant.
 *
 * @param mchid only in a notice
 * @param status {@code SUCCESS, CLOSED, PROCESSING, ABNORMAL}; only in an answer
 * @param refundStatus {@code SUCCESS, CLOSED, ABNORMAL}; only in a notice
 */
public record WechatPayRefund(
        @Nullable String mchid,
        String refundId,
        String outRefundNo,
        String transactionId,
        String outTradeNo,
        @Nullable String channel,
        @Nullable String userReceivedAccount,
        @Nullable String successTime,
        @Nullable String createTime,
        @Nullable String status,
        @Nullable String refundStatus,
        Amount amount) {
    /**
     * In fen.
     *
     * @param total of the charge
     * @param refund given back
     * @param currency absent from a notice
     */
    public record Amount(
            long total,
            long refund,
            @Nullable Long payerTotal,
            @Nullable Long payerRefund,
            @Nullable String currency) {}
}
