package dev.trueup.simulation.checks;

import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.Money;
import dev.trueup.orders.order.RefundNumbers;
import dev.trueup.simulation.channel.Ledger;
import dev.trueup.simulation.channel.LedgerChannel;
import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.History;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** How often the channel is called, and for how much money back. */
final class ChannelChecks implements LedgerChannel.Watcher {
    private final History history;
    private final Findings findings;
    private final Set<String> automatic = new HashSet<>();
    private final Deque<Long> calls = new ArrayDeque<>();

    ChannelChecks(History history, Findings findings) {
        this.history = history;
        this.findings = findings;
    }

    @Override
    public void called() {
        if (history.has(Fault.BUDGET_TIGHT)) {
            long now = history.scheduler().now();
            calls.add(now);
            while (calls.getFirst() <= now - 1_000) {
                calls.removeFirst();
            }
            findings.check(
                    calls.size() <= LedgerChannel.CALLS_PER_SECOND,
                    Guarantee.WITHIN_BUDGET,
                    () -> calls.size() + " calls within a second");
        }
    }

    @Override
    public void refundTaken(String orderNo, Ledger.Charge charge) {
        findings.check(
                charge.committed() <= charge.money.amount(),
                Guarantee.GIVEN_BACK_ONCE,
                () -> "more given back than charged for " + orderNo + ": " + charge.refunds);
        if (charge.refunds.containsKey(RefundNumbers.automatic(orderNo, charge.transactionId))) {
            automatic.add(charge.transactionId);
            findings.check(
                    automatic.size() <= allowance(),
                    Guarantee.GIVEN_BACK_ONCE,
                    () -> "given back beyond the day's allowance: " + automatic);
        }
    }

    private int allowance() {
        return history.has(Fault.ALLOWANCE_SPENT) ? 1 : Integer.MAX_VALUE;
    }

    @Override
    public void refundRepeated(String orderNo, RefundReport known, Money money) {
        findings.check(
                known.money().equals(money),
                Guarantee.GIVEN_BACK_ONCE,
                () -> known + " of " + orderNo + " is asked for again as " + money);
    }
}
