package dev.trueup.reconciliation.pending;

import dev.trueup.contracts.ClockScale;
import dev.trueup.contracts.QueryBack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * When orders are asked about: each by its channel's schedule, and at its expiry at the latest.
 *
 * @param standard the schedule of channels that have none of their own
 * @param byChannel schedules by channel id
 * @param clock scales the schedules and {@code throttledDelay}
 * @param throttledDelay how soon to try again what was throttled
 * @param expiryMargin how long after its expiry an order is asked about. Not scaled: it makes up for clocks that
 *     differ, since whoever closes expired orders must see this one as expired by his own clock
 * @param shortestValidity how long a query-back can be executed at least. Not scaled: it is the time that a request
 *     needs to get there
 */
public record Timetable(
        Schedule standard,
        Map<String, Schedule> byChannel,
        ClockScale clock,
        Duration throttledDelay,
        Duration expiryMargin,
        Duration shortestValidity) {
    static final String BY_SCHEDULE = "schedule";
    static final String BY_EXPIRY = "expiry";
    static final String BY_HINT = "hint";

    public Timetable {
        byChannel = Map.copyOf(byChannel);
    }

    /** When an order heard of at {@code now} is asked about first; not before {@code now}. */
    public Instant first(String channel, Instant createdAt, Instant expiresAt, Instant now, RandomGenerator random) {
        Instant start = createdAt.isBefore(now) ? createdAt : now; // another machine's clock may be ahead of ours
        Instant first = start.plus(schedule(channel).delay(0, clock, random));
        return first.isBefore(now) ? now : orAtExpiry(first, expiresAt, now);
    }

    /** The query-back that a due order gets at {@code now}, and when the next one is due. */
    public Emission emission(PendingOrder order, Instant now, RandomGenerator random) {
        int attempt = order.attempts() + 1;
        Duration delay = schedule(order.channel()).delay(order.position() + 1, clock, random);
        Instant nextDueAt = orAtExpiry(now.plus(delay), order.expiresAt(), now);
        Instant validUntil = now.plus(shortestValidity);
        QueryBack queryBack = new QueryBack(
                order.orderNo(),
                order.channel(),
                attempt,
                reason(order, now),
                nextDueAt.isBefore(validUntil) ? validUntil : nextDueAt);
        return new Emission(queryBack, order.dueAt() == null ? now : order.dueAt(), now, nextDueAt);
    }

    private static String reason(PendingOrder order, Instant now) {
        if (order.hinted()) {
            return BY_HINT;
        }
        return now.isBefore(order.expiresAt()) ? BY_SCHEDULE : BY_EXPIRY;
    }

    /** When to try again what was throttled. */
    public Instant afterThrottling(Instant now, RandomGenerator random) {
        long millis = clock.scaled(throttledDelay).toMillis();
        return now.plusMillis(millis + (long) (millis * standard.jitter() * random.nextDouble()));
    }

    private Schedule schedule(String channel) {
        return byChannel.getOrDefault(channel, standard);
    }

    private Instant orAtExpiry(Instant at, Instant expiresAt, Instant now) {
        Instant expiry = expiresAt.plus(expiryMargin);
        return expiry.isAfter(now) && expiry.isBefore(at) ? expiry : at;
    }
}
