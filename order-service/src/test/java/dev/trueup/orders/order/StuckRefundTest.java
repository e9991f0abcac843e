package dev.trueup.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A refund that the channel holds until its merchant helps it on: WeChat Pay's {@code ABNORMAL}. */
class StuckRefundTest {
    @Test
    void itStaysOpenAndAPersonIsToldOnce() {
        Order order = Samples.after(Samples.pending(), says(Progress.STUCK), says(Progress.STUCK));

        assertThat(state(order)).isEqualTo(RefundState.ACCEPTED);
        assertThat(order.payments().getFirst().committed()).isEqualTo(40);
        assertThat(order.attention()).singleElement().satisfies(attention -> {
            assertThat(attention.reason()).isEqualTo(AttentionReason.REFUND_STUCK);
            assertThat(attention.detail()).contains("refund r-1", "tx-1");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Progress.class,
            names = {"SUCCEEDED", "FAILED"})
    void itsEndSettlesTheMatter(Progress end) {
        Order order = Samples.after(Samples.pending(), says(Progress.STUCK), says(end));

        assertThat(order.attention()).isEmpty();
        assertThat(state(order).name()).isEqualTo(end.name());
        assertThat(Samples.after(order, says(Progress.STUCK)).attention()).isEqualTo(List.<Attention>of());
    }

    private static RefundState state(Order order) {
        return order.payments().getFirst().refunds().getFirst().state();
    }

    private static ChannelStatement says(Progress progress) {
        return Samples.says(Said.PAID, "tx-1", Samples.TOTAL, List.of(Samples.refund("r-1", 40, progress)));
    }
}
