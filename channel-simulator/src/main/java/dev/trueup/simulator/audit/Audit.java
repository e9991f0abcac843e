package dev.trueup.simulator.audit;

import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.simulator.audit.Judge.Finding;
import dev.trueup.simulator.ledger.Ledger;
import dev.trueup.simulator.ledger.Payment;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the ledger with what Trueup says. Orders and payments stream past; kept are only an order's number and the
 * fingerprint of its events. Meant for when things have come to rest: what changes in between may be counted as wrong,
 * but for an order's events, which are looked at once more before they are.
 */
public final class Audit {
    private static final int PAGE = 500;
    private static final int MOST_SECOND_LOOKS = 1000;

    private final Ledger ledger;
    private final OrderBook orders;
    private final OrderEvents events;

    public Audit(Ledger ledger, OrderBook orders, OrderEvents events) {
        this.ledger = ledger;
        this.orders = orders;
        this.events = events;
    }

    /**
     * Runs the audit.
     *
     * @param createdAfter what was created before is left out; null for everything
     * @throws AuditImpossibleException when orders or events cannot be had
     */
    public AuditReport run(@Nullable Instant createdAfter) {
        Instant since = Objects.requireNonNullElse(createdAfter, Instant.MIN);
        try (OrderEvents.Reading reading = events.open()) {
            Trails trails = new Trails();
            reading.readOn(trails);
            Findings findings = new Findings();
            Set<String> seen = new HashSet<>();
            Set<String> suspects = new LinkedHashSet<>();
            judgeOrders(since, trails, findings, seen, suspects);
            judgePaymentsWithoutOrder(since, findings, seen);
            trails.forEach((orderNo, trail) -> {
                if (!seen.contains(orderNo) && !trail.createdAt().isBefore(since)) {
                    suspects.add(orderNo);
                }
            });
            lookAgain(reading, trails, findings, suspects);
            return findings.report();
        }
    }

    private void judgeOrders(Instant since, Trails trails, Findings findings, Set<String> seen, Set<String> suspects) {
        String after = null;
        do {
            OrderBook.Page page = orders.page(after);
            List<String> orderNos =
                    page.orders().stream().map(OrderSnapshot::orderNo).toList();
            Map<String, Payment> payments = ledger.find(orderNos);
            for (OrderSnapshot order : page.orders()) {
                Payment payment = payments.get(order.orderNo());
                Instant createdAt = payment == null ? order.createdAt() : payment.createdAt();
                if (seen.add(order.orderNo()) && !createdAt.isBefore(since)) {
                    judge(order, payment, trails.of(order.orderNo()), findings, suspects);
                }
            }
            if (page.next() != null && page.next().equals(after)) {
                throw new AuditImpossibleException("order-service: the cursor " + after + " leads nowhere");
            }
            after = page.next();
        } while (after != null);
    }

    private static void judge(
            OrderSnapshot order, @Nullable Payment payment, Trail trail, Findings findings, Set<String> suspects) {
        if (payment != null) {
            findings.countPayment();
            findings.countOrder(order);
        }
        Judge.findings(order, payment).forEach(finding -> findings.count(finding, order.orderNo()));
        if (trail.paidTwice()) {
            findings.count(Finding.TWICE, order.orderNo());
        }
        if (!trail.gives(order)) {
            suspects.add(order.orderNo());
        }
    }

    private void judgePaymentsWithoutOrder(Instant since, Findings findings, Set<String> seen) {
        String after = null;
        List<Payment> page;
        do {
            page = ledger.page(after, PAGE);
            for (Payment payment : page) {
                after = payment.orderNo();
                if (!seen.contains(payment.orderNo()) && !payment.createdAt().isBefore(since)) {
                    findings.countPayment();
                    Judge.findings(null, payment).forEach(finding -> findings.count(finding, payment.orderNo()));
                }
            }
        } while (page.size() == PAGE);
    }

    /** Between reading the events and reading the order, the order may have gone on. */
    private void lookAgain(OrderEvents.Reading reading, Trails trails, Findings findings, Set<String> suspects) {
        if (suspects.isEmpty()) {
            return;
        }
        reading.readOn(trails);
        int looks = 0;
        for (String orderNo : suspects) {
            Optional<OrderSnapshot> order = looks++ < MOST_SECOND_LOOKS ? orders.order(orderNo) : Optional.empty();
            if (order.filter(trails.of(orderNo)::gives).isEmpty()) {
                findings.count(Finding.EVENT_MISMATCH, orderNo);
            }
        }
    }
}
