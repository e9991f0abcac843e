package dev.trueup.simulator.ledger.mongo;

import dev.trueup.simulator.ledger.Payment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * A payment as it is stored.
 *
 * @param version every write requires the one it has read and adds one
 * @param nextDue when the first of its tasks is free, indexed; absent when there is none, which keeps the index small
 */
record StoredPayment(
        @Id String orderNo, long version, @Nullable Instant nextDue, Payment payment) {

    static StoredPayment first(Payment payment) {
        return new StoredPayment(payment.orderNo(), 1, payment.nextDue(), payment);
    }

    StoredPayment next(Payment changed) {
        return new StoredPayment(orderNo, version + 1, changed.nextDue(), changed);
    }
}
