package dev.trueup.simulator.channel;

import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Notice.What;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.plan.Fault;

/**
 * What a notice says in the points that somebody may change on its way. A notice that was tampered with is sent with the
 * signature of what it said before.
 *
 * @param amount see {@link Notice#amount()}
 */
public record Saying(String orderNo, What what, long amount) {
    /** As it arrives. */
    public static Saying sent(Order order, Notice notice) {
        return new Saying(order.orderNo(), notice.what(), notice.amount());
    }

    /** As it was signed; the same where nobody has changed it. */
    public static Saying signed(Order order, Notice notice) {
        Fault fault = notice.fault();
        if (fault == Fault.TAMPERED_AMOUNT) {
            return new Saying(order.orderNo(), notice.what(), order.amount());
        }
        if (fault == Fault.TAMPERED_ORDER_NO) {
            return new Saying(neighbour(order.orderNo()), notice.what(), notice.amount());
        }
        if (fault == Fault.TAMPERED_STATUS) {
            What opposite = notice.what() == What.PAYMENT_SUCCEEDED ? What.PAYMENT_FAILED : What.PAYMENT_SUCCEEDED;
            return new Saying(order.orderNo(), opposite, notice.amount());
        }
        return sent(order, notice);
    }

    /** The same base64 but for its first character. */
    public static String otherwise(String base64) {
        return (base64.startsWith("A") ? "B" : "A") + base64.substring(1);
    }

    /** Another order number of the same form: the attacker's own, say. */
    private static String neighbour(String orderNo) {
        int last = orderNo.length() - 1;
        return orderNo.substring(0, last) + (orderNo.charAt(last) == '0' ? '1' : '0');
    }
}
