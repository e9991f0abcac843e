package dev.trueup.simulator.calls;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trueup.simulator.channel.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which calls came, by second and kind, so that a merchant's budget can be checked: in wall time, whatever the clock's
 * scale. Kept in memory: an hour's seconds and the last ten thousand calls.
 */
public final class CallLedger {
    static final int MOST_SECONDS = 3600;
    static final int MOST_CALLS = 10_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Map<String, TreeMap<Instant, Map<Call.Kind, Counts>>> seconds = new TreeMap<>();
    private final Map<String, Busiest> busiest = new TreeMap<>();
    private final Map<String, Deque<Instant>> answeredLately = new HashMap<>();
    private final Map<String, Deque<Instant>> cameLately = new HashMap<>();
    private final Deque<Entry> log = new ArrayDeque<>();

    public enum Outcome {
        @JsonProperty("answered")
        ANSWERED,
        @JsonProperty("throttled")
        THROTTLED,
        @JsonProperty("down")
        DOWN
    }

    /** One call. */
    public record Entry(
            Instant at,
            String channel,
            Call.Kind kind,
            @Nullable String orderNo,
            Outcome outcome) {}

    /** How many calls of a kind came, and how many of these were not answered properly. */
    public record Counts(long calls, long throttled, long down) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts with(Outcome outcome) {
            return new Counts(
                    calls + 1,
                    throttled + (outcome == Outcome.THROTTLED ? 1 : 0),
                    down + (outcome == Outcome.DOWN ? 1 : 0));
        }
    }

    /** What came in one second of the clock. */
    public record Second(Instant second, Map<Call.Kind, Counts> kinds) {}

    /** The most calls that came within any one second, wherever it begins, and when that second ended. */
    public record Busiest(long calls, Instant endedAt) {}

    /**
     * The calls of a channel.
     *
     * @param totals of all that came since the start or the last reset
     * @param busiest null where none came
     */
    public record Report(
            String channel,
            Map<Call.Kind, Counts> totals,
            @Nullable Busiest busiest,
            List<Second> seconds) {}

    private final Map<String, Map<Call.Kind, Counts>> totals = new TreeMap<>();

    /**
     * Takes a call in, and says what becomes of it: refused while the channel is down, and when within the second before
     * it as many have been answered as the condition allows.
     */
    public synchronized Outcome take(String channel, Call call, Condition condition, Instant now) {
        Outcome outcome = outcome(channel, condition, now);
        if (outcome == Outcome.ANSWERED) {
            lately(answeredLately, channel, now).addLast(now);
        }
        Deque<Instant> came = lately(cameLately, channel, now);
        came.addLast(now);
        Busiest most = busiest.get(channel);
        if (most == null || came.size() > most.calls()) {
            busiest.put(channel, new Busiest(came.size(), now));
        }
        count(channel, call.kind(), outcome, now);
        log.addLast(new Entry(now, channel, call.kind(), call.orderNo(), outcome));
        if (log.size() > MOST_CALLS) {
            log.removeFirst();
        }
        return outcome;
    }

    private Outcome outcome(String channel, Condition condition, Instant now) {
        if (condition.state() == Condition.State.DOWN) {
            return Outcome.DOWN;
        }
        Integer limit = condition.callsPerSecond();
        return limit != null && lately(answeredLately, channel, now).size() >= limit
                ? Outcome.THROTTLED
                : Outcome.ANSWERED;
    }

    private static Deque<Instant> lately(Map<String, Deque<Instant>> calls, String channel, Instant now) {
        Deque<Instant> lately = calls.computeIfAbsent(channel, key -> new ArrayDeque<>());
        Instant aSecondAgo = now.minus(SECOND);
        while (!lately.isEmpty() && !lately.getFirst().isAfter(aSecondAgo)) {
            lately.removeFirst();
        }
        return lately;
    }

    private void count(String channel, Call.Kind kind, Outcome outcome, Instant now) {
        TreeMap<Instant, Map<Call.Kind, Counts>> ofChannel = seconds.computeIfAbsent(channel, key -> new TreeMap<>());
        add(
                ofChannel.computeIfAbsent(now.truncatedTo(ChronoUnit.SECONDS), key -> new EnumMap<>(Call.Kind.class)),
                kind,
                outcome);
        if (ofChannel.size() > MOST_SECONDS) {
            ofChannel.pollFirstEntry();
        }
        add(totals.computeIfAbsent(channel, key -> new EnumMap<>(Call.Kind.class)), kind, outcome);
    }

    private static void add(Map<Call.Kind, Counts> counts, Call.Kind kind, Outcome outcome) {
        counts.put(kind, counts.getOrDefault(kind, Counts.NONE).with(outcome));
    }

    /**
     * What came to a channel.
     *
     * @param since the first second that is listed
     */
    public synchronized Report report(String channel, Instant since) {
        List<Second> listed = new ArrayList<>();
        seconds.getOrDefault(channel, new TreeMap<>())
                .tailMap(since.truncatedTo(ChronoUnit.SECONDS), true)
                .forEach((second, kinds) -> listed.add(new Second(second, Map.copyOf(kinds))));
        return new Report(channel, Map.copyOf(totals.getOrDefault(channel, Map.of())), busiest.get(channel), listed);
    }

    /**
     * The last calls, the latest first.
     *
     * @param orderNo only those about this order; null for all
     */
    public synchronized List<Entry> log(@Nullable String orderNo, int limit) {
        List<Entry> last = new ArrayList<>();
        for (var entries = log.descendingIterator(); entries.hasNext() && last.size() < limit; ) {
            Entry entry = entries.next();
            if (orderNo == null || orderNo.equals(entry.orderNo())) {
                last.add(entry);
            }
        }
        return last;
    }

    /** Forgets everything that came, but not what a rate limit still counts. */
    public synchronized void reset() {
        seconds.clear();
        busiest.clear();
        totals.clear();
        cameLately.clear();
        log.clear();
    }
}
