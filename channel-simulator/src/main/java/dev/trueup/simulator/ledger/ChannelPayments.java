package dev.trueup.simulator.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The payments of one channel, as its merchant can reach them: those of other channels are not known here. */
public final class ChannelPayments {
    private final String channel;
    private final Payments payments;

    ChannelPayments(String channel, Payments payments) {
        this.channel = channel;
        this.payments = payments;
    }

    /** Takes an order on; the same order again is the same payment. */
    public Opening open(Order order) {
        if (!order.channel().equals(channel)) {
            throw new IllegalArgumentException("an order for " + order.channel() + " at " + channel);
        }
        return payments.open(order);
    }

    /** The payment as it is now, even where something that is due was not done so far. */
    public Optional<Payment> find(String orderNo) {
        return payments.findNow(orderNo).filter(this::isHere);
    }

    /** The payment that this charge is of, or the first would be. */
    public Optional<Payment> findByCharge(String transactionId) {
        return Optional.ofNullable(Ids.orderOf(transactionId))
                .flatMap(this::find)
                .filter(payment -> payment.charge(transactionId).isPresent()
                        || transactionId.equals(Charge.firstOf(payment.orderNo())));
    }

    /** The payment that a refund of this number was reserved for and requested from. */
    public Optional<Payment> findByRefund(String refundNo) {
        return payments.reservedFor(channel, refundNo)
                .flatMap(this::find)
                .filter(payment -> payment.refund(refundNo).isPresent());
    }

    /**
     * Keeps a refund's number for one order, where a number names one refund among all of the channel.
     *
     * @return false where it is another order's
     */
    public boolean reserveRefund(String refundNo, String orderNo) {
        return payments.reserve(channel, refundNo, orderNo);
    }

    /**
     * The merchant wants no payment any more. What comes back is the payment afterwards: closed, or as it was if it had
     * ended before; empty if there is none.
     */
    public Optional<Payment> close(String orderNo) {
        return find(orderNo).flatMap(here -> payments.close(orderNo)).map(Change::after);
    }

    /** The merchant wants money given back, from the first charge. The same number is the same refund. */
    public RefundAnswer refund(String orderNo, String refundNo, long amount) {
        return refund(orderNo, refundNo, null, amount);
    }

    /**
     * The merchant wants money given back. The same number is the same refund.
     *
     * @param transactionId the charge it is to be taken from; null for the first
     */
    public RefundAnswer refund(String orderNo, String refundNo, @Nullable String transactionId, long amount) {
        return find(orderNo).isPresent()
                ? payments.refund(orderNo, refundNo, transactionId, amount)
                : new RefundAnswer.UnknownPayment();
    }

    private boolean isHere(Payment payment) {
        return payment.order().channel().equals(channel);
    }
}
