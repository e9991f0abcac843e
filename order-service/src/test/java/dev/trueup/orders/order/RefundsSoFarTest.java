package dev.trueup.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Extent;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A channel that tells of a refund only what was given back by it and all before. */
class RefundsSoFarTest {
    @Test
    void eachRefundHasWhatTheOnesBeforeLeave() {
        Order order = Samples.after(Samples.pending(), soFar("r-1", 30), soFar("r-2", 50));
        assertThat(amounts(order)).containsExactly(30L, 20L);
        assertThat(order.state()).isEqualTo(State.PAID);
    }

    @Test
    void theMoneyIsTheSameInAnyOrder() {
        Order order = Samples.after(Samples.pending(), soFar("r-2", 50), soFar("r-1", 30), soFar("r-1", 30));
        assertThat(amounts(order).stream().mapToLong(Long::longValue).sum()).isEqualTo(50);
    }

    @Test
    void aRefundWhoseAmountIsKnownKeepsIt() {
        Order order = Samples.after(
                Samples.pending(),
                Samples.says(
                        Said.PAID,
                        "tx-1",
                        Samples.TOTAL,
                        List.of(
                                Samples.refund("r-1", 30, Progress.SUCCEEDED),
                                Samples.refund("r-2", 20, Progress.PENDING))),
                soFar("r-2", 50));
        assertThat(amounts(order)).containsExactly(30L, 20L);
    }

    @Test
    void aTradeToldToBeWhollyGivenBackAddsNothingToRefundsThatMakeItUp() {
        Order order = Samples.after(
                Samples.pending(),
                Samples.says(Said.PAID, "tx-1", Samples.TOTAL, List.of(Samples.refund("r-1", 100, Progress.SUCCEEDED))),
                soFar(Samples.ORDER_NO, 100));
        assertThat(amounts(order)).containsExactly(100L);
        assertThat(order.state()).isEqualTo(State.REFUNDED);
    }

    private static ChannelStatement soFar(String refundNo, long amount) {
        RefundReport report =
                new RefundReport(refundNo, new Money(amount, "CNY"), Progress.SUCCEEDED, Extent.ALL_SO_FAR);
        return Samples.says(Said.PAID, "tx-1", Samples.TOTAL, List.of(report));
    }

    private static List<Long> amounts(Order order) {
        return order.payments().getFirst().refunds().stream()
                .map(Refund::amount)
                .toList();
    }
}
