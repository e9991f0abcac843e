package dev.trueup.simulator.audit;

import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.simulator.audit.Judge.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what is found, and keeps some examples. */
final class Findings {
    private static final int MOST_EXAMPLES = 100;

    private final Map<State, Long> states = new EnumMap<>(State.class);
    private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);
    private final Map<Finding, List<String>> examples = new EnumMap<>(Finding.class);
    private long payments;
    private long attention;

    void countPayment() {
        payments++;
    }

    void countOrder(OrderSnapshot order) {
        states.merge(order.state(), 1L, Long::sum);
        attention += order.attention().isEmpty() ? 0 : 1;
    }

    void count(Finding finding, String orderNo) {
        counts.merge(finding, 1L, Long::sum);
        List<String> some = examples.computeIfAbsent(finding, key -> new ArrayList<>());
        if (some.size() < MOST_EXAMPLES) {
            some.add(orderNo);
        }
    }

    AuditReport report() {
        Map<String, List<String>> named = new LinkedHashMap<>();
        examples.forEach((finding, orderNos) -> named.put(finding.figure(), orderNos));
        return new AuditReport(
                payments,
                in(State.PAID),
                in(State.FAILED),
                in(State.CLOSED),
                in(State.REFUNDED),
                attention,
                in(State.CREATED) + in(State.PENDING),
                found(Finding.LOST),
                found(Finding.TWICE),
                found(Finding.FALSE_PAID),
                found(Finding.WRONG_AMOUNT),
                found(Finding.REFUNDED_TWICE),
                found(Finding.EVENT_MISMATCH),
                named);
    }

    private long in(State state) {
        return states.getOrDefault(state, 0L);
    }

    private long found(Finding finding) {
        return counts.getOrDefault(finding, 0L);
    }
}
