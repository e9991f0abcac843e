package dev.trueup.orders.order;

import static dev.trueup.orders.order.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** An order without an outcome for a day is told to a person, once, and is no less undecided for it. */
class LongPendingTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Instant NEXT_DAY = NOW.plus(DAY);

    private static Order longPending(Order order) {
        return Lifecycle.longPending(order, NEXT_DAY, DAY).orElseThrow().order();
    }

    @Test
    void aDayWithoutAnOutcomeNeedsAttentionOnce() {
        Transition transition =
                Lifecycle.longPending(Samples.pending(), NEXT_DAY, DAY).orElseThrow();

        assertThat(transition.announcements())
                .extracting(Announcement::type)
                .containsExactly(EventType.ORDER_NEEDS_ATTENTION);
        assertThat(transition.order().attention())
                .extracting(Attention::reason, Attention::blocking)
                .containsExactly(tuple("long-pending", false));
        assertThat(transition.order().state()).isEqualTo(State.PENDING);
        assertThat(Lifecycle.longPending(transition.order(), NEXT_DAY.plus(DAY), DAY))
                .isEmpty();
    }

    @Test
    void aYoungerOneDoesNot() {
        assertThat(Lifecycle.longPending(Samples.pending(), NEXT_DAY.minusMillis(1), DAY))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"PAID", "FAILED", "CLOSED"})
    void theOutcomeResolvesItAndADecidedOrderNeedsNone(Said said) {
        Order decided = Samples.after(longPending(Samples.pending()), Samples.says(said));

        assertThat(decided.decided()).isTrue();
        assertThat(decided.attention()).isEmpty();
        assertThat(Lifecycle.longPending(decided, NEXT_DAY, DAY)).isEmpty();
    }

    @Test
    void theChannelsRefusalResolvesItToo() {
        Order refused = Lifecycle.refused(longPending(Samples.created()), "NO", NEXT_DAY)
                .orElseThrow()
                .order();

        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.attention()).isEmpty();
    }
}
