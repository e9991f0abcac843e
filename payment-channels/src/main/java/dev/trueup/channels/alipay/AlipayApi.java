package dev.trueup.channels.alipay;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What is asked of the gateway ({@code biz_content}) and what it answers, by method. Amounts are decimal text in major
 * units, times {@code yyyy-MM-dd HH:mm:ss} in China's zone.
 */
public final class AlipayApi {
    /** Asks for a code that the buyer scans. */
    public static final String PRECREATE = "alipay.trade.precreate";

    public static final String QUERY = "alipay.trade.query";
    public static final String CLOSE = "alipay.trade.close";
    public static final String REFUND = "alipay.trade.refund";
    public static final String REFUND_QUERY = "alipay.trade.fastpay.refund.query";

    /** The only {@code sign_type} that is spoken here. */
    static final String RSA2 = "RSA2";

    private AlipayApi() {}

    /**
     * {@value #PRECREATE}.
     *
     * @param passbackParams handed back with every notice; escaped
     * @param timeExpire until when it may be paid
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Precreate(
            String outTradeNo,
            String totalAmount,
            String subject,
            @Nullable String sellerId,
            @Nullable String passbackParams,
            @Nullable String timeExpire) {}

    /** The code, as the text of a QR code. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Precreated(String outTradeNo, String qrCode) {}

    /** {@value #QUERY} and {@value #CLOSE}. One of the two is there; if both, {@code tradeNo} counts. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TradeRef(
            @Nullable String outTradeNo, @Nullable String tradeNo) {}

    /**
     * The answer to {@value #QUERY}.
     *
     * @param sendPayDate when it was paid
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Queried(
            String outTradeNo,
            String tradeNo,
            String tradeStatus,
            String totalAmount,
            @Nullable String transCurrency,
            @Nullable String buyerPayAmount,
            @Nullable String receiptAmount,
            @Nullable String sendPayDate,
            @Nullable String passbackParams) {}

    /** The answer to {@value #CLOSE}. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Closed(String outTradeNo, String tradeNo) {}

    /** {@value #REFUND}: the same {@code outRequestNo} is the same refund. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Refund(
            @Nullable String outTradeNo,
            @Nullable String tradeNo,
            String refundAmount,
            @Nullable String outRequestNo,
            @Nullable String refundReason) {}

    /**
     * The answer to {@value #REFUND}.
     *
     * @param fundChange {@code Y} when this very call moved money; {@code N} for a repetition
     * @param refundFee all that was given back so far, not by this refund alone
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Refunded(String outTradeNo, String tradeNo, String fundChange, String refundFee) {}

    /** {@value #REFUND_QUERY}. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefundRef(
            @Nullable String outTradeNo, @Nullable String tradeNo, String outRequestNo) {}

    /**
     * The answer to {@value #REFUND_QUERY}.
     *
     * @param refundStatus {@value #REFUND_SUCCESS}; absent, with all the rest, when there is no such refund or it failed
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefundTold(
            @Nullable String outTradeNo,
            @Nullable String tradeNo,
            @Nullable String outRequestNo,
            @Nullable String refundAmount,
            @Nullable String totalAmount,
            @Nullable String refundStatus) {
        public static final String REFUND_SUCCESS = "REFUND_SUCCESS";
    }
}
