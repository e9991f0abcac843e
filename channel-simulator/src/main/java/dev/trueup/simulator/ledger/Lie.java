package dev.trueup.simulator.ledger;

import dev.trueup.simulator.plan.Fault;
import java.time.Instant;

/** A payment as the answer to create shows it: what is not so, under the faults that are lies. */
final class Lie {
    private Lie() {}

    /**
     * What is told of a payment that was just opened.
     *
     * @param number of a pretended charge
     * @param now when that is said to have happened
     */
    static Payment about(Payment truth, String number, Instant now) {
        Fault fault = truth.faults().answer().orElse(null);
        if (fault == Fault.ANSWER_CLAIMS_PAID) {
            Charge pretended = new Charge(number, truth.order().amount(), now);
            return truth.withCharge(pretended).decided(Status.SUCCEEDED, now);
        }
        if (fault == Fault.ANSWER_OTHER_AMOUNT) {
            return about(truth, truth.orderNo(), truth.order().amount() + 1);
        }
        if (fault == Fault.ANSWER_OTHER_ORDER_NO) {
            return about(truth, truth.orderNo() + "0", truth.order().amount());
        }
        return truth;
    }

    private static Payment about(Payment truth, String orderNo, long amount) {
        Order order = truth.order();
        return truth.with(new Order(
                order.channel(),
                order.merchantId(),
                orderNo,
                order.reference(),
                order.subject(),
                amount,
                order.currency(),
                order.notifyUrl(),
                order.expiresAt()));
    }
}
