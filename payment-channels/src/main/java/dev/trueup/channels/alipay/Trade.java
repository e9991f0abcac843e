package dev.trueup.channels.alipay;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Alipay tells of a trade. Its notices and its answers to {@code alipay.trade.query} have the same names for the
 * same things but for the time of payment.
 */
final class Trade {
    /** Numbers become keys and log lines: no spaces, no control characters. */
    private static final Pattern NUMBER = Pattern.compile("[!-~]{1,64}");

    private static final Pattern REFERENCE = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,64}");

    private final String sellerId;
    private final UnaryOperator<String> field;

    /**
     * The trade of which {@code field} gives each field by its name, empty where it is absent.
     *
     * @param sellerId the merchant it is told to
     */
    Trade(String sellerId, UnaryOperator<String> field) {
        this.sellerId = sellerId;
        this.field = field;
    }

    /**
     * The trade in Trueup's words.
     *
     * @throws WrongFieldException naming the field that is not what Alipay documents
     */
    ChannelStatement statement() throws WrongFieldException {
        String orderNo = required("out_trade_no");
        TradeStatus status = status();
        Money total = money("total_amount");
        Instant paidAt = time("gmt_payment") != null ? time("gmt_payment") : time("send_pay_date");
        Money refunded = optionalMoney("refund_fee");
        if (refunded != null && refunded.amount() > total.amount()) {
            throw new WrongFieldException("refund_fee");
        }
        boolean paid = switch (status) {
            case WAIT_BUYER_PAY -> false;
            case TRADE_SUCCESS, TRADE_FINISHED -> true;
            case TRADE_CLOSED -> paidAt != null || refunded != null || optionalMoney("buyer_pay_amount") != null;
        };
        if (!paid && refunded != null) {
            throw new WrongFieldException("refund_fee");
        }
        Money givenBack = refunded == null && paid && status == TradeStatus.TRADE_CLOSED ? total : refunded;
        return new ChannelStatement(
                ChannelIds.ALIPAY,
                sellerId,
                orderNo,
                reference(),
                paid ? Said.PAID : status == TradeStatus.TRADE_CLOSED ? Said.CLOSED : Said.UNPAID,
                paid ? required("trade_no") : optional("trade_no"),
                total,
                paid ? paidAt : time("gmt_close"),
                givenBack == null ? List.of() : List.of(report(orderNo, givenBack)));
    }

    /** A refund that was asked for without a number of its own has the order's. */
    private RefundReport report(String orderNo, Money givenBack) throws WrongFieldException {
        return new RefundReport(
                Objects.requireNonNullElse(optional("out_biz_no"), orderNo),
                givenBack,
                RefundReport.Progress.SUCCEEDED,
                RefundReport.Extent.ALL_SO_FAR);
    }

    private TradeStatus status() throws WrongFieldException {
        try {
            return TradeStatus.valueOf(field.apply("trade_status"));
        } catch (IllegalArgumentException e) {
            throw new WrongFieldException("trade_status");
        }
    }

    private String required(String name) throws WrongFieldException {
        String number = optional(name);
        if (number == null) {
            throw new WrongFieldException(name);
        }
        return number;
    }

    private @Nullable String optional(String name) throws WrongFieldException {
        String number = field.apply(name);
        if (number.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(number).matches()) {
            throw new WrongFieldException(name);
        }
        return number;
    }

    private Money money(String name) throws WrongFieldException {
        Money money = optionalMoney(name);
        if (money == null) {
            throw new WrongFieldException(name);
        }
        return money;
    }

    /** Null where there is none, or nothing. */
    private @Nullable Money optionalMoney(String name) throws WrongFieldException {
        String amount = field.apply(name);
        if (amount.isEmpty()) {
            return null;
        }
        String currency = field.apply("trans_currency");
        if (!currency.isEmpty() && !Money.isCurrencyCode(currency)) {
            throw new WrongFieldException("trans_currency");
        }
        Money money = Yuan.money(amount, currency.isEmpty() ? Yuan.CNY : currency);
        if (money == null) {
            throw new WrongFieldException(name);
        }
        return money.amount() == 0 ? null : money;
    }

    private @Nullable Instant time(String name) throws WrongFieldException {
        String text = field.apply(name);
        Instant time = text.isEmpty() ? null : BeijingTime.read(text);
        if (time == null && !text.isEmpty()) {
            throw new WrongFieldException(name);
        }
        return time;
    }

    /** The merchant sends it escaped, as Alipay asks, and gets it back as sent. */
    private @Nullable String reference() throws WrongFieldException {
        String escaped = field.apply("passback_params");
        if (escaped.isEmpty()) {
            return null;
        }
        String reference;
        try {
            reference = Passback.unescaped(escaped);
        } catch (IllegalArgumentException e) {
            throw new WrongFieldException("passback_params");
        }
        if (!REFERENCE.matcher(reference).matches()) {
            throw new WrongFieldException("passback_params");
        }
        return reference;
    }

    /** A field is missing or not what Alipay documents. */
    static final class WrongFieldException extends Exception {
        WrongFieldException(String field) {
            super(field + " is missing or not what it should be");
        }
    }
}
