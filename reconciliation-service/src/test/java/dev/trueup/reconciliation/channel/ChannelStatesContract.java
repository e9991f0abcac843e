package dev.trueup.reconciliation.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of channels' states must do. */
public abstract class ChannelStatesContract {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");
    private static final ChannelRules RULES = SampleRules.perSecond(7);

    /** Empty. */
    protected abstract ChannelStates states();

    @Test
    void everythingIsKept() {
        ChannelState state = ChannelState.fresh("sandbox", NOW);
        states().add(List.of(state));
        ChannelState changed = state;
        for (ChannelState next : List.of(
                state.paused(true, NOW),
                state.granted(3, RULES, NOW).granted(2, RULES, NOW.plus(Duration.ofMinutes(1))),
                state.hinted(1, RULES, NOW).answered(true, RULES, NOW))) {
            changed = withRevision(next, changed.revision() + 1);
            assertThat(states().replace(changed)).isTrue();
            assertThat(states().all()).containsExactly(changed);
        }
        for (int i = 0; i < 12; i++) {
            changed = changed.answered(true, RULES, NOW.plusMillis(i));
            assertThat(states().replace(changed)).isTrue();
        }
        assertThat(changed.breaker().state()).isEqualTo(Breaker.State.OPEN);
        assertThat(states().all()).containsExactly(changed);
    }

    @Test
    void ofTwoChangesMadeAtOnceOneIsStored() {
        ChannelState state = ChannelState.fresh("sandbox", NOW);
        states().add(List.of(state));

        assertThat(states().replace(state.paused(true, NOW))).isTrue();
        assertThat(states().replace(state.granted(1, RULES, NOW))).isFalse();

        assertThat(states().all()).containsExactly(state.paused(true, NOW));
    }

    @Test
    void whatIsKnownStaysAsItIs() {
        ChannelState state = ChannelState.fresh("sandbox", NOW);
        states().add(List.of(state));
        states().replace(state.paused(true, NOW));

        states().add(List.of(state, ChannelState.fresh("alipay", NOW)));

        assertThat(states().all())
                .containsExactlyInAnyOrder(state.paused(true, NOW), ChannelState.fresh("alipay", NOW));
    }

    @Test
    void whatIsNotThereIsNotReplaced() {
        assertThat(states().replace(ChannelState.fresh("sandbox", NOW).paused(true, NOW)))
                .isFalse();
        assertThat(states().all()).isEmpty();
    }

    private static ChannelState withRevision(ChannelState state, long revision) {
        return new ChannelState(
                state.channel(),
                revision,
                state.paused(),
                state.pauseChangedAt(),
                state.breaker(),
                state.queryBacks(),
                state.hints(),
                state.granted());
    }
}
