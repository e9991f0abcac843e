package dev.trueup.simulation.checks;

import dev.trueup.orders.order.Order;
import dev.trueup.simulation.store.OrderDocument;
import dev.trueup.simulation.store.Stores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What merchants were answered stays true. */
public final class MerchantChecks {
    private final Findings findings;
    private final Stores stores;
    private final Map<String, String> answered = new HashMap<>();
    private final List<Granted> granted = new ArrayList<>();

    private record Granted(String orderNo, String transactionId, String refundNo) {
        boolean isKnown(Order order) {
            return order.payment(transactionId)
                    .flatMap(payment -> payment.refund(refundNo))
                    .isPresent();
        }
    }

    MerchantChecks(Findings findings, Stores stores) {
        this.findings = findings;
        this.stores = stores;
    }

    /** The merchant has been answered that this is the order of his wish. */
    public void answered(String wish, String orderNo) {
        String before = answered.putIfAbsent(wish, orderNo);
        findings.check(
                before == null || before.equals(orderNo),
                Guarantee.ANSWERS_STAY_TRUE,
                () -> wish + " was answered with " + before + " and with " + orderNo);
        findings.check(
                stores.durableOrders().containsKey(orderNo),
                Guarantee.ANSWERS_STAY_TRUE,
                () -> orderNo + " was answered and is not stored");
    }

    /** An order was registered of which so much had been heard before. */
    public void registered(String wish, Order order, boolean knownToBePaid) {
        findings.check(
                !knownToBePaid || order.decided(),
                Guarantee.NOTHING_FORGOTTEN,
                () -> order.orderNo() + " was known to be paid before it was registered, and is " + order.state());
        answered(wish, order.orderNo());
    }

    /** A merchant has been answered that a refund will be made. */
    public void granted(String orderNo, String transactionId, String refundNo) {
        granted.add(new Granted(orderNo, transactionId, refundNo));
    }

    /** A merchant has been answered that the outcome of the order is known. */
    public void decided(String orderNo) {
        OrderDocument stored = stores.durableOrders().get(orderNo);
        findings.check(
                stored != null && stored.order().decided(),
                Guarantee.ANSWERS_STAY_TRUE,
                () -> orderNo + " was answered to be decided and is not");
    }

    /** What was answered and is no longer so; null for nothing. */
    @Nullable
    Violation untrue() {
        for (String orderNo : answered.values()) {
            if (!stores.durableOrders().containsKey(orderNo)) {
                return new Violation(Guarantee.ANSWERS_STAY_TRUE, orderNo + " was answered and is gone");
            }
        }
        for (Granted refund : granted) {
            OrderDocument stored = stores.durableOrders().get(refund.orderNo());
            if (stored == null || !refund.isKnown(stored.order())) {
                return new Violation(Guarantee.ANSWERS_STAY_TRUE, refund + " was answered and is gone");
            }
        }
        return null;
    }
}
