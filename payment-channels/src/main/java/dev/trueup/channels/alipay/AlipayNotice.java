package dev.trueup.channels.alipay;

import dev.trueup.channels.Money;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a notice of a trade says.
 *
 * @param notifyId the same whenever the notice is sent again
 * @param reference what the merchant has sent along, unescaped
 * @param paidAt null where nothing was paid
 * @param closedAt null where the trade is not closed
 * @param refunded null where nothing was given back
 */
public record AlipayNotice(
        String notifyId,
        Instant notifiedAt,
        String outTradeNo,
        String tradeNo,
        TradeStatus status,
        Money total,
        @Nullable String subject,
        @Nullable String reference,
        Instant createdAt,
        @Nullable Instant paidAt,
        @Nullable Instant closedAt,
        @Nullable Refunded refunded) {

    /**
     * The refund that the notice is about.
     *
     * @param refundNo the merchant's
     * @param allSoFar the money given back by this and all refunds before
     */
    public record Refunded(String refundNo, Money allSoFar, Instant at) {}

    /** Its parameters, by name, without the merchant's ids and the signature. */
    NavigableMap<String, String> parameters() {
        NavigableMap<String, String> parameters = new TreeMap<>();
        parameters.put("notify_id", notifyId);
        parameters.put("notify_time", BeijingTime.text(notifiedAt));
        parameters.put("notify_type", "trade_status_sync");
        parameters.put("version", "1.0");
        parameters.put("out_trade_no", outTradeNo);
        parameters.put("trade_no", tradeNo);
        parameters.put("trade_status", status.name());
        parameters.put("total_amount", Yuan.text(total));
        if (!total.currency().equals(Yuan.CNY)) {
            parameters.put("trans_currency", total.currency());
        }
        parameters.put("gmt_create", BeijingTime.text(createdAt));
        if (subject != null) {
            parameters.put("subject", subject);
        }
        if (reference != null) {
            parameters.put("passback_params", Passback.escaped(reference));
        }
        if (paidAt != null) {
            parameters.put("gmt_payment", BeijingTime.text(paidAt));
            parameters.put("receipt_amount", Yuan.text(total));
            parameters.put("buyer_pay_amount", Yuan.text(total));
        }
        if (closedAt != null) {
            parameters.put("gmt_close", BeijingTime.text(closedAt));
        }
        if (refunded != null) {
            parameters.put("out_biz_no", refunded.refundNo());
            parameters.put("refund_fee", Yuan.text(refunded.allSoFar()));
            parameters.put("gmt_refund", BeijingTime.text(refunded.at()) + ".000");
        }
        return parameters;
    }
}
