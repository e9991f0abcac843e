package dev.trueup.simulator.alipay;

import dev.trueup.channels.Money;
import dev.trueup.channels.alipay.AlipayApi;
import dev.trueup.channels.alipay.BeijingTime;
import dev.trueup.channels.alipay.Passback;
import dev.trueup.channels.alipay.TradeStatus;
import dev.trueup.channels.alipay.Yuan;
import dev.trueup.simulator.ledger.Charge;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Refund;
import dev.trueup.simulator.ledger.Status;
import org.jspecify.annotations.Nullable;

/** Payments and refunds in Alipay's words. */
final class AlipayViews {
    private AlipayViews() {}

    /**
     * A trade as a query tells it.
     *
     * @param charge the charge that is asked about; null where there is none
     */
    static AlipayApi.Queried trade(Payment payment, @Nullable Charge charge) {
        Order order = payment.order();
        String total = yuan(payment, charge == null ? order.amount() : charge.amount());
        return new AlipayApi.Queried(
                order.orderNo(),
                charge == null ? firstTradeNo(order) : charge.transactionId(),
                status(payment, charge).name(),
                total,
                null,
                charge == null ? "0.00" : total,
                charge == null ? "0.00" : total,
                charge == null ? null : BeijingTime.text(charge.at()),
                order.reference() == null ? null : Passback.escaped(order.reference()));
    }

    private static TradeStatus status(Payment payment, @Nullable Charge charge) {
        if (payment.status() == Status.PENDING) {
            return TradeStatus.WAIT_BUYER_PAY;
        }
        return charge == null || payment.refunded(charge.transactionId()) >= charge.amount()
                ? TradeStatus.TRADE_CLOSED
                : TradeStatus.TRADE_SUCCESS;
    }

    /** A trade has its number from the moment the buyer scans, whether he pays or not. */
    static String firstTradeNo(Order order) {
        return Charge.firstOf(order.orderNo());
    }

    /** What was asked for and came to nothing, or nothing yet, is not told of. */
    static AlipayApi.RefundTold refund(Payment payment, String refundNo) {
        return payment.refund(refundNo)
                .filter(refund -> refund.state() == Refund.State.SUCCEEDED)
                .map(refund -> new AlipayApi.RefundTold(
                        payment.orderNo(),
                        refund.transactionId(),
                        refund.refundNo(),
                        yuan(payment, refund.amount()),
                        yuan(payment, payment.order().amount()),
                        AlipayApi.RefundTold.REFUND_SUCCESS))
                .orElseGet(() -> new AlipayApi.RefundTold(null, null, null, null, null, null));
    }

    static String yuan(Payment payment, long amount) {
        return Yuan.text(new Money(amount, payment.order().currency()));
    }
}
