package dev.trueup.channels.wechatpay;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat Pay's messages say. A notice and the answer to a query about the same payment say the same. What is not as
 * documented is refused by an IllegalArgumentException that names the field.
 */
final class WechatPayStatements {
    private static final String CNY = "CNY";

    /** Ids become keys, headers and log lines: no spaces, no control characters. */
    private static final Pattern NUMBER = Pattern.compile("[!-~]{1,64}");

    private static final Pattern ATTACHED = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,128}");

    private final String appid;

    /** Of the app with this id. */
    WechatPayStatements(String appid) {
        this.appid = appid;
    }

    static boolean isNumber(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches();
    }

    ChannelStatement of(WechatPayTransaction transaction) {
        Said said = said(transaction.tradeState());
        String transactionId = emptyIsAbsent(transaction.transactionId());
        if (said == Said.PAID && transactionId == null) {
            throw wrong("transaction_id");
        }
        Money total = total(transaction.amount());
        if (said == Said.PAID && total == null) {
            throw wrong("amount");
        }
        String attach = emptyIsAbsent(transaction.attach());
        require(attach == null || ATTACHED.matcher(attach).matches(), "attach");
        return new ChannelStatement(
                ChannelIds.WECHAT_PAY,
                merchant(number("mchid", transaction.mchid()), transaction.appid()),
                number("out_trade_no", transaction.outTradeNo()),
                attach,
                said,
                transactionId == null ? null : number("transaction_id", transactionId),
                total,
                time("success_time", transaction.successTime()),
                List.of());
    }

    /** A refund's notice proves the charge and tells its total, but not when it was charged. */
    ChannelStatement of(WechatPayRefund notice) {
        return new ChannelStatement(
                ChannelIds.WECHAT_PAY,
                number("mchid", notice.mchid()),
                number("out_trade_no", notice.outTradeNo()),
                null,
                Said.PAID,
                number("transaction_id", notice.transactionId()),
                money("amount.total", notice.amount().total(), notice.amount().currency()),
                null,
                List.of(report(notice, notice.refundStatus(), "refund_status")));
    }

    static RefundReport answered(WechatPayRefund refund) {
        return report(refund, refund.status(), "status");
    }

    private static RefundReport report(WechatPayRefund refund, @Nullable String status, String field) {
        return new RefundReport(
                number("out_refund_no", refund.outRefundNo()),
                money("amount.refund", refund.amount().refund(), refund.amount().currency()),
                progress(status, field));
    }

    /**
     * {@code ABNORMAL}: the buyer's card takes nothing any more; the refund stands until the merchant has it paid out
     * another way, by the merchant platform or {@code apply-abnormal-refund}, and succeeds then.
     */
    private static Progress progress(@Nullable String status, String field) {
        return switch (status) {
            case "SUCCESS" -> Progress.SUCCEEDED;
            case "PROCESSING" -> Progress.PENDING;
            case "ABNORMAL" -> Progress.STUCK;
            case "CLOSED" -> Progress.FAILED;
            case null, default -> throw wrong(field);
        };
    }

    /** {@code REFUND}: charged, and something given back; what, its own query tells. */
    private static Said said(String tradeState) {
        return switch (tradeState) {
            case "SUCCESS", "REFUND" -> Said.PAID;
            case "NOTPAY", "USERPAYING" -> Said.UNPAID;
            case "CLOSED", "REVOKED" -> Said.CLOSED;
            case "PAYERROR" -> Said.FAILED;
            default -> throw wrong("trade_state");
        };
    }

    /** A payment of another app of the merchant is told to another merchant than the one that asked for it. */
    private String merchant(String mchid, @Nullable String ofApp) {
        return ofApp == null || ofApp.equals(appid) ? mchid : mchid + "/" + number("appid", ofApp);
    }

    private static @Nullable Money total(WechatPayTransaction.@Nullable Amount amount) {
        return amount == null ? null : money("amount.total", amount.total(), amount.currency());
    }

    private static Money money(String field, long fen, @Nullable String currency) {
        require(fen > 0, field);
        String code = Objects.requireNonNullElse(currency, CNY);
        require(Money.isCurrencyCode(code), "amount.currency");
        return new Money(fen, code);
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return WechatPayTime.read(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + " is missing or not what it should be", e);
        }
    }

    private static @Nullable String emptyIsAbsent(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String number(String field, @Nullable String text) {
        if (text == null || !isNumber(text)) {
            throw wrong(field);
        }
        return text;
    }

    private static void require(boolean fulfilled, String field) {
        if (!fulfilled) {
            throw wrong(field);
        }
    }

    private static IllegalArgumentException wrong(String field) {
        return new IllegalArgumentException(field + " is missing or not what it should be");
    }
}
