package dev.trueup.reconciliation.channel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What all replicas know of one channel. A value: each change makes another with the next revision, and of two changes
 * made at once only one is stored.
 *
 * @param paused whether nothing is asked, by order of a person
 * @param pauseChangedAt when that last changed; the epoch if it never did
 * @param queryBacks how much of what it may be asked is used up
 * @param hints how much of the hints' share is used up
 */
public record ChannelState(
        String channel,
        long revision,
        boolean paused,
        Instant pauseChangedAt,
        Breaker breaker,
        Allowance queryBacks,
        Allowance hints,
        Tally granted) {

    /** A channel just heard of. */
    public static ChannelState fresh(String channel, Instant now) {
        return new ChannelState(
                channel,
                0,
                false,
                Instant.EPOCH,
                Breaker.closed(now.truncatedTo(ChronoUnit.MILLIS)),
                Allowance.UNUSED,
                Allowance.UNUSED,
                Tally.none(now));
    }

    /** How many query-backs may go out now: none when paused or open, and never more than the rate allows. */
    public int allowed(ChannelRules rules, Instant now) {
        return paused ? 0 : breaker.allows(queryBacks.available(rules.perSecond(), now), now, rules.breaker());
    }

    /** How many of the next {@code count} query-backs go to young orders first. */
    public int forFresh(int count, ChannelRules rules) {
        return (int) (share(granted.total() + count, rules) - share(granted.total(), rules));
    }

    private static long share(long count, ChannelRules rules) {
        return (long) Math.floor(count * rules.freshShare());
    }

    /** After {@code count} query-backs were granted, no more than {@link #allowed}. */
    ChannelState granted(int count, ChannelRules rules, Instant now) {
        return new ChannelState(
                channel,
                revision + 1,
                paused,
                pauseChangedAt,
                breaker.asked(count, now),
                queryBacks.use(count, rules.perSecond(), now),
                hints,
                granted.plus(count, now));
    }

    int allowedHints(ChannelRules rules, Instant now) {
        return paused || rules.hintsPerSecond() <= 0 ? 0 : hints.available(rules.hintsPerSecond(), now);
    }

    ChannelState hinted(int count, ChannelRules rules, Instant now) {
        return with(revision + 1, paused, pauseChangedAt, breaker, hints.use(count, rules.hintsPerSecond(), now));
    }

    ChannelState answered(boolean failed, ChannelRules rules, Instant now) {
        return with(revision + 1, paused, pauseChangedAt, breaker.answered(failed, now, rules.breaker()), hints);
    }

    ChannelState paused(boolean wanted, Instant now) {
        return with(revision + 1, wanted, now, breaker, hints);
    }

    /** The same as one change of {@code before}, however many answers made it; none if they changed nothing. */
    ChannelState asOneChangeOf(ChannelState before) {
        return breaker.equals(before.breaker)
                ? before
                : with(before.revision + 1, paused, pauseChangedAt, breaker, hints);
    }

    private ChannelState with(
            long nextRevision, boolean nowPaused, Instant pauseChanged, Breaker nowBreaker, Allowance nowHints) {
        return new ChannelState(
                channel, nextRevision, nowPaused, pauseChanged, nowBreaker, queryBacks, nowHints, granted);
    }
}
