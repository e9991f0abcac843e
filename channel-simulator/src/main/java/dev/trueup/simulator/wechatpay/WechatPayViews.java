package dev.trueup.simulator.wechatpay;

import dev.trueup.channels.wechatpay.WechatPayRefund;
import dev.trueup.channels.wechatpay.WechatPayTime;
import dev.trueup.channels.wechatpay.WechatPayTransaction;
import dev.trueup.simulator.ledger.Charge;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Refund;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Payments and refunds in WeChat Pay's words. */
final class WechatPayViews {
    private static final String ORIGINAL_ACCOUNT = "ORIGINAL";
    private static final String BALANCE = "支付用户零钱";

    private final String appid;

    /** Of the app with this id. */
    WechatPayViews(String appid) {
        this.appid = appid;
    }

    /**
     * A payment as a query tells it: one charge of it at most.
     *
     * @param charge null where there is none
     */
    WechatPayTransaction transaction(Payment payment, @Nullable Charge charge) {
        String state = switch (payment.status()) {
            case PENDING -> "NOTPAY";
            case FAILED -> "PAYERROR";
            case CLOSED -> "CLOSED";
            case SUCCEEDED -> charge != null && isRefunded(payment, charge) ? "REFUND" : "SUCCESS";
        };
        return charge == null
                ? transaction(payment.order(), state, null, payment.order().amount(), null)
                : transaction(payment.order(), state, charge.transactionId(), charge.amount(), charge.at());
    }

    /** Refunds that came to nothing count as none. */
    private static boolean isRefunded(Payment payment, Charge charge) {
        return payment.refunds().stream()
                .filter(refund -> refund.transactionId().equals(charge.transactionId()))
                .anyMatch(refund -> refund.state() != Refund.State.FAILED);
    }

    WechatPayTransaction transaction(
            Order order, String state, @Nullable String transactionId, long total, @Nullable Instant paidAt) {
        boolean paid = transactionId != null;
        return new WechatPayTransaction(
                appid,
                order.merchantId(),
                order.orderNo(),
                transactionId,
                paid ? "NATIVE" : null,
                state,
                described(state),
                paid ? "OTHERS" : null,
                order.reference(),
                paidAt == null ? null : WechatPayTime.text(paidAt),
                paid ? new WechatPayTransaction.Payer(buyer(order)) : null,
                new WechatPayTransaction.Amount(
                        total, paid ? total : null, order.currency(), paid ? order.currency() : null));
    }

    /** Somebody of the simulator's own making. */
    private static String buyer(Order order) {
        return "o" + Integer.toHexString(order.orderNo().hashCode()) + "buyer";
    }

    private static String described(String state) {
        return switch (state) {
            case "SUCCESS" -> "支付成功";
            case "REFUND" -> "订单发生过退款，退款详情请查询退款单";
            case "NOTPAY" -> "订单未支付";
            case "CLOSED" -> "订单已关闭";
            default -> "支付失败";
        };
    }

    /** A refund as an answer tells it. */
    WechatPayRefund refund(Payment payment, Refund refund) {
        String status = switch (refund.state()) {
            case PENDING -> "PROCESSING";
            case SUCCEEDED -> "SUCCESS";
            case FAILED -> failure(refund.refundNo());
        };
        Order order = payment.order();
        return new WechatPayRefund(
                null,
                refundId(refund.refundNo()),
                refund.refundNo(),
                refund.transactionId(),
                order.orderNo(),
                ORIGINAL_ACCOUNT,
                BALANCE,
                refund.state() == Refund.State.SUCCEEDED && refund.decidedAt() != null
                        ? WechatPayTime.text(refund.decidedAt())
                        : null,
                WechatPayTime.text(refund.requestedAt()),
                status,
                null,
                new WechatPayRefund.Amount(
                        order.amount(), refund.amount(), order.amount(), refund.amount(), order.currency()));
    }

    /** A refund as a notice tells it: without a currency, and with the merchant. */
    static WechatPayRefund notice(
            Order order,
            String orderNo,
            String transactionId,
            String refundNo,
            long amount,
            boolean succeeded,
            @Nullable Instant at) {
        return new WechatPayRefund(
                order.merchantId(),
                refundId(refundNo),
                refundNo,
                transactionId,
                orderNo,
                null,
                BALANCE,
                succeeded && at != null ? WechatPayTime.text(at) : null,
                null,
                null,
                succeeded ? "SUCCESS" : failure(refundNo),
                new WechatPayRefund.Amount(order.amount(), amount, order.amount(), amount, null));
    }

    /** Half of the failed refunds could not reach the buyer's card, the other half are ended. */
    private static String failure(String refundNo) {
        return refundNo.hashCode() % 2 == 0 ? "ABNORMAL" : "CLOSED";
    }

    private static String refundId(String refundNo) {
        return "503" + Integer.toUnsignedString(refundNo.hashCode());
    }
}
