package dev.trueup.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.contracts.OrderSnapshot.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A refund that had succeeded, and whose money the buyer's bank sent back. */
class ReturnedRefundTest {
    private static final ChannelStatement SUCCEEDED = refund("r-1", Progress.SUCCEEDED);
    private static final ChannelStatement RETURNED = refund("r-1", Progress.RETURNED);

    @Test
    void theOrderIsPaidAgainAndItsMoneyCanBeGivenBackAgain() {
        Order order = Samples.after(Samples.pending(), SUCCEEDED, RETURNED);
        assertThat(order.state()).isEqualTo(State.PAID);
        assertThat(onlyRefund(order).state()).isEqualTo(RefundState.FAILED);
        assertThat(order.payments().getFirst().committed()).isZero();

        Order again = Samples.after(order, refund("r-2", Progress.SUCCEEDED));
        assertThat(again.state()).isEqualTo(State.REFUNDED);
    }

    @Test
    void successToldLateChangesNothingAnyMore() {
        Order order = Samples.after(Samples.pending(), RETURNED, SUCCEEDED, refund("r-1", Progress.PENDING));
        assertThat(order.state()).isEqualTo(State.PAID);
        assertThat(onlyRefund(order).returnedAt()).isNotNull();
    }

    @Test
    void aFailureThatIsNotForGoodGivesWayToSuccess() {
        Order order = Samples.after(Samples.pending(), refund("r-1", Progress.FAILED), SUCCEEDED);
        assertThat(order.state()).isEqualTo(State.REFUNDED);
    }

    @Test
    void moneyThatIsNotTheOrdersComesBackToAPerson() {
        Order closed = Samples.after(Samples.pending(), Samples.says(Said.CLOSED), Samples.paid("tx-1"));
        Payment late = closed.payments().getFirst();
        assertThat(late.disposition()).isEqualTo(Disposition.LATE);
        String automatic = RefundNumbers.automatic(closed.orderNo(), "tx-1");

        Order given = Samples.after(closed, refund(automatic, Progress.SUCCEEDED));
        assertThat(given.attention()).isEmpty();
        assertThat(Samples.after(given, refund(automatic, Progress.RETURNED)).attention())
                .singleElement()
                .satisfies(attention -> assertThat(attention.reason()).isEqualTo(AttentionReason.REFUND_FAILED));
    }

    private static ChannelStatement refund(String refundNo, Progress progress) {
        return Samples.says(Said.PAID, "tx-1", Samples.TOTAL, List.of(Samples.refund(refundNo, 100, progress)));
    }

    private static Refund onlyRefund(Order order) {
        return order.payments().getFirst().refunds().getFirst();
    }
}
