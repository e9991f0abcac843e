package dev.trueup.channels.wechatpay;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The requests of the API, and the answers that are not about a payment, as both sides write and read them. */
public final class WechatPayOrder {
    private WechatPayOrder() {}

    /**
     * {@code POST /v3/pay/transactions/native}.
     *
     * @param timeExpire RFC 3339, seconds
     * @param attach handed back with the payment
     */
    public record Prepay(
            String appid,
            String mchid,
            String description,
            String outTradeNo,
            @Nullable String timeExpire,
            @Nullable String attach,
            URI notifyUrl,
            Total amount) {}

    /**
     * What is to be paid.
     *
     * @param total in fen
     * @param currency CNY where it is absent
     */
    public record Total(long total, @Nullable String currency) {}

    /**
     * The answer to {@link Prepay}.
     *
     * @param codeUrl what the merchant shows as a QR code
     */
    public record Code(String codeUrl) {}

    /** {@code POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close}. */
    public record Close(String mchid) {}

    /** {@code POST /v3/refund/domestic/refunds}; the payment by either of its numbers. */
    public record RefundOrder(
            @Nullable String transactionId,
            @Nullable String outTradeNo,
            String outRefundNo,
            @Nullable String reason,
            @Nullable URI notifyUrl,
            RefundAmount amount) {}

    /**
     * What is to be given back, in fen.
     *
     * @param total the whole of the charge
     */
    public record RefundAmount(long refund, long total, String currency) {}

    /** Every refusal, of a request and of a notice: a fixed code and a sentence for people. */
    public record Problem(String code, @Nullable String message) {}
}
