package dev.trueup.reconciliation.channel;

import dev.trueup.contracts.QueryOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of the channels; whoever is overtaken by another replica's change looks again. */
public final class ChannelBook {
    /** Somebody else made progress in each of these rounds; so many in a row mean that something is broken. */
    private static final int MOST_ROUNDS = 100;

    private final ChannelStates states;
    private final ChannelRules standard;
    private final Map<String, ChannelRules> byChannel;
    private final InstantSource clock;

    /** Known to be stored, unless somebody has dropped the database since. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** @param byChannel rules of their own */
    public ChannelBook(
            ChannelStates states, ChannelRules standard, Map<String, ChannelRules> byChannel, InstantSource clock) {
        this.states = states;
        this.standard = standard;
        this.byChannel = Map.copyOf(byChannel);
        this.clock = clock;
    }

    public ChannelRules rules(String channel) {
        return byChannel.getOrDefault(channel, standard);
    }

    /** All channels, by their ids. */
    public List<ChannelState> all() {
        List<ChannelState> all = states.all();
        Set<String> stored = all.stream().map(ChannelState::channel).collect(Collectors.toSet());
        if (!stored.containsAll(known)) {
            states.add(known.stream().map(this::fresh).toList());
            all = states.all();
        }
        return all.stream().sorted(Comparator.comparing(ChannelState::channel)).toList();
    }

    public Optional<ChannelState> find(String channel) {
        return all().stream().filter(state -> state.channel().equals(channel)).findFirst();
    }

    /** Makes channels known that orders speak of. */
    public void heardOf(Collection<String> channels) {
        List<ChannelState> fresh = channels.stream()
                .distinct()
                .filter(channel -> !known.contains(channel))
                .map(this::fresh)
                .toList();
        if (!fresh.isEmpty()) {
            states.add(fresh);
            fresh.forEach(state -> known.add(state.channel()));
        }
    }

    /**
     * Takes of what the channel may be asked, for all replicas.
     *
     * @param seen the channel's state as it was read
     * @return how many query-backs may go out at once, 0 to {@code wanted}
     */
    public int grant(ChannelState seen, int wanted) {
        ChannelRules rules = rules(seen.channel());
        return take(
                seen,
                wanted,
                state -> state.allowed(rules, now()),
                (state, count) -> state.granted(count, rules, now()));
    }

    /** Takes of the share of hints; how many orders may be brought forward, 0 to {@code wanted}. */
    public int grantHints(String channel, int wanted) {
        ChannelRules rules = rules(channel);
        return take(
                find(channel).orElse(null),
                wanted,
                state -> state.allowedHints(rules, now()),
                (state, count) -> state.hinted(count, rules, now()));
    }

    private int take(@Nullable ChannelState seen, int wanted, ToIntFunction<ChannelState> allowed, Taking taking) {
        ChannelState state = seen;
        for (int round = 0; round < MOST_ROUNDS && state != null; round++) {
            int count = Math.min(wanted, allowed.applyAsInt(state));
            if (count <= 0) {
                return 0;
            }
            if (states.replace(taking.take(state, count))) {
                return count;
            }
            state = find(state.channel()).orElse(null);
        }
        return 0;
    }

    private interface Taking {
        ChannelState take(ChannelState state, int count);
    }

    /**
     * Drives the breakers: an answer is an answer, whatever it says; not to have been asked is none. Outcomes heard twice
     * count twice.
     */
    public void heard(List<QueryOutcome> outcomes) {
        Map<String, List<QueryOutcome>> answers =
                outcomes.stream().filter(ChannelBook::isAnswer).collect(Collectors.groupingBy(QueryOutcome::channel));
        heardOf(answers.keySet());
        answers.forEach((channel, heard) -> change(channel, before -> after(before, heard)));
    }

    private ChannelState after(ChannelState before, List<QueryOutcome> heard) {
        ChannelState after = before;
        for (QueryOutcome outcome : heard) {
            boolean failed = outcome.outcome() == QueryOutcome.Outcome.FAILED;
            after = after.answered(failed, rules(before.channel()), now());
        }
        return after.asOneChangeOf(before);
    }

    private static boolean isAnswer(QueryOutcome outcome) {
        return switch (outcome.outcome()) {
            case DECIDED, STILL_PENDING, NOT_KNOWN, FAILED -> true;
            case SETTLED, THROTTLED -> false;
        };
    }

    /** Stops or resumes asking a channel, in all replicas; empty if it was never heard of. */
    public Optional<ChannelState> pause(String channel, boolean paused) {
        return change(channel, before -> before.paused() == paused ? before : before.paused(paused, now()));
    }

    private Optional<ChannelState> change(String channel, UnaryOperator<ChannelState> change) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            ChannelState before = find(channel).orElse(null);
            if (before == null) {
                return Optional.empty();
            }
            ChannelState after = change.apply(before);
            if (after.equals(before) || states.replace(after)) {
                return Optional.of(after);
            }
        }
        throw new IllegalStateException("channel %s kept changing for %d rounds".formatted(channel, MOST_ROUNDS));
    }

    private ChannelState fresh(String channel) {
        return ChannelState.fresh(channel, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
