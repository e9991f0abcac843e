package dev.trueup.reconciliation.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.QueryOutcome.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ChannelBookTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final MemoryChannelStates states = new MemoryChannelStates();
    private Instant now = START;
    private final ChannelBook book = book();

    @Test
    void replicasTogetherGetWhatOneMayHave() throws Exception {
        book.heardOf(List.of("sandbox"));
        List<Integer> granted = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Void>> replicas = new ArrayList<>();
        for (int replica = 0; replica < 4; replica++) {
            ChannelBook replicaBook = book();
            replicas.add(() -> {
                for (int i = 0; i < 20; i++) {
                    granted.add(replicaBook.grant(replicaBook.find("sandbox").orElseThrow(), 3));
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> done : threads.invokeAll(replicas)) {
                done.get();
            }
        }

        assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
        assertThat(book.find("sandbox").orElseThrow().granted().total()).isEqualTo(50);
    }

    @Test
    void failedAnswersOpenTheBreakerForAllReplicasAndProbesCloseIt() {
        book.heard(outcomes("sandbox", Outcome.FAILED, 10));
        book.heard(outcomes("alipay", Outcome.STILL_PENDING, 10));

        assertThat(grant("sandbox", 5)).isZero();
        assertThat(grant("alipay", 5)).isEqualTo(5);

        now = START.plusSeconds(5);
        assertThat(grant("sandbox", 5)).as("probes").isEqualTo(3);
        assertThat(grant("sandbox", 5)).isZero();
        book.heard(outcomes("sandbox", Outcome.NOT_KNOWN, 3));
        assertThat(grant("sandbox", 5)).isEqualTo(5);
    }

    @Test
    void notToHaveBeenAskedIsNoAnswer() {
        book.heardOf(List.of("sandbox"));
        ChannelState before = book.find("sandbox").orElseThrow();

        book.heard(outcomes("sandbox", Outcome.THROTTLED, 30));
        book.heard(outcomes("sandbox", Outcome.SETTLED, 30));

        assertThat(book.find("sandbox")).contains(before);
    }

    @Test
    void aPausedChannelIsNotAskedUntilItIsResumed() {
        assertThat(book.pause("sandbox", true)).isEmpty();
        book.heardOf(List.of("sandbox"));

        assertThat(book.pause("sandbox", true).orElseThrow().paused()).isTrue();
        assertThat(grant("sandbox", 5)).isZero();
        assertThat(book().grantHints("sandbox", 1)).isZero();
        now = START.plusSeconds(1);
        assertThat(book.pause("sandbox", true).orElseThrow().pauseChangedAt()).isEqualTo(START);

        assertThat(book.pause("sandbox", false).orElseThrow().pauseChangedAt()).isEqualTo(now);
        assertThat(grant("sandbox", 5)).isEqualTo(5);
    }

    @Test
    void hintsGetATenth() {
        book.heardOf(List.of("sandbox"));

        int granted = 0;
        for (int tenth = 0; tenth < 100; tenth++) {
            now = START.plusMillis(100L * tenth);
            granted += book.grantHints("sandbox", 1000);
        }

        assertThat(granted)
                .as("5 per second for 10 s, and one second's worth saved up")
                .isBetween(50, 55);
    }

    @Test
    void channelsComeBackAfterTheDatabaseWasDropped() {
        book.heardOf(List.of("sandbox", "alipay"));
        states.forget();

        assertThat(book.all()).extracting(ChannelState::channel).containsExactly("alipay", "sandbox");
        assertThat(grant("sandbox", 5)).isEqualTo(5);
    }

    @Test
    void whatWasUsedInTheLastWholeMinuteIsKnown() {
        book.heardOf(List.of("sandbox"));
        grant("sandbox", 7);
        now = START.plusSeconds(30);
        grant("sandbox", 4);

        assertThat(usedInLastMinute(START.plusSeconds(59))).isZero();
        assertThat(usedInLastMinute(START.plusSeconds(60))).isEqualTo(11);
        now = START.plusSeconds(61);
        grant("sandbox", 2);
        assertThat(usedInLastMinute(START.plusSeconds(119))).isEqualTo(11);
        assertThat(usedInLastMinute(START.plusSeconds(120))).isEqualTo(2);
        assertThat(usedInLastMinute(START.plusSeconds(200))).isZero();
    }

    @Test
    void sharesAreDealtOutEvenOneByOne() {
        ChannelRules rules = SampleRules.perSecond(50);
        ChannelState state = ChannelState.fresh("sandbox", START);
        int fresh = 0;
        for (int i = 0; i < 100; i++) {
            fresh += state.forFresh(1, rules);
            state = state.granted(1, rules, START.plusSeconds(i));
        }
        assertThat(fresh).isEqualTo(50);
        assertThat(state.forFresh(7, rules)).isBetween(3, 4);
    }

    private int usedInLastMinute(Instant at) {
        return book.find("sandbox").orElseThrow().granted().inMinuteBefore(at);
    }

    private int grant(String channel, int wanted) {
        return book.grant(book.find(channel).orElseThrow(), wanted);
    }

    private ChannelBook book() {
        return new ChannelBook(states, SampleRules.perSecond(50), Map.of(), () -> now);
    }

    private static List<QueryOutcome> outcomes(String channel, Outcome outcome, int count) {
        return Collections.nCopies(count, new QueryOutcome("dcs1", channel, 1, outcome));
    }
}
