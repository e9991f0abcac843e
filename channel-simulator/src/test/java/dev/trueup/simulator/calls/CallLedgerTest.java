package dev.trueup.simulator.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.simulator.calls.CallLedger.Counts;
import dev.trueup.simulator.calls.CallLedger.Outcome;
import dev.trueup.simulator.channel.Call;
import dev.trueup.simulator.channel.Call.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CallLedgerTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Call QUERY = new Call(Kind.QUERY, "dcs1");

    private final CallLedger calls = new CallLedger();

    @Test
    void callsAreCountedBySecondAndKind() {
        take(0, QUERY, Condition.UP);
        take(999, new Call(Kind.CLOSE, "dcs2"), Condition.UP);
        take(1000, QUERY, new Condition(Condition.State.DOWN, null, null, null));
        CallLedger.Report report = calls.report("sandbox", START);
        assertThat(report.totals()).isEqualTo(Map.of(Kind.QUERY, new Counts(2, 0, 1), Kind.CLOSE, new Counts(1, 0, 0)));
        assertThat(report.seconds())
                .containsExactly(
                        new CallLedger.Second(
                                START, Map.of(Kind.QUERY, new Counts(1, 0, 0), Kind.CLOSE, new Counts(1, 0, 0))),
                        new CallLedger.Second(START.plusSeconds(1), Map.of(Kind.QUERY, new Counts(1, 0, 1))));
        assertThat(calls.report("sandbox", START.plusSeconds(1)).seconds()).hasSize(1);
        assertThat(calls.log("dcs2", 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.kind()).isEqualTo(Kind.CLOSE));
        calls.reset();
        assertThat(calls.report("sandbox", START).totals()).isEmpty();
    }

    @Test
    void theBusiestSecondBeginsAnywhere() {
        List.of(0, 600, 900, 1100, 1500, 2600).forEach(at -> take(at, QUERY, Condition.UP));
        CallLedger.Busiest busiest = calls.report("sandbox", START).busiest();
        assertThat(busiest).isEqualTo(new CallLedger.Busiest(4, START.plusMillis(1500)));
    }

    @Property(tries = 200)
    void noSecondAnswersMoreThanTheLimit(
            @ForAll @Size(max = 60) List<@IntRange(max = 400) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 8) int limit) {
        var limited = new CallLedger();
        var condition = new Condition(Condition.State.UP, null, limit, null);
        List<Instant> answered = new ArrayList<>();
        Instant now = START;
        for (int gap : gaps) {
            now = now.plusMillis(gap);
            if (limited.take("sandbox", QUERY, condition, now) == Outcome.ANSWERED) {
                answered.add(now);
            }
        }
        for (int i = limit; i < answered.size(); i++) {
            assertThat(answered.get(i)).isAfterOrEqualTo(answered.get(i - limit).plusSeconds(1));
        }
    }

    private void take(int millis, Call call, Condition condition) {
        calls.take("sandbox", call, condition, START.plusMillis(millis));
    }
}
