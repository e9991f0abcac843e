package dev.trueup.reconciliation.pending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.ClockScale;
import dev.trueup.contracts.QueryBack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TimetableTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final Duration VALIDITY = Duration.ofSeconds(10);
    private static final List<Duration> INTERVALS =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofHours(1));
    private static final Timetable TIMETABLE = timetable(ClockScale.REAL_TIME);

    /** A week to either side, in milliseconds. */
    private static final long WEEK = 7 * 24 * 3600 * 1000L;

    @Property
    void anOrderIsAskedAboutFirstAfterItsFirstIntervalOrNowIfThatIsPast(
            @ForAll @LongRange(min = -WEEK, max = WEEK) long created,
            @ForAll @LongRange(min = -WEEK, max = WEEK) long expires,
            @ForAll Random random) {
        Instant createdAt = NOW.plusMillis(created);
        Instant expiresAt = NOW.plusMillis(expires);

        Instant first = TIMETABLE.first("sandbox", createdAt, expiresAt, NOW, random);

        assertThat(first).isBetween(NOW, NOW.plusSeconds(11));
        Instant atExpiry = expiresAt.plus(MARGIN);
        if (first.isAfter(NOW) && !first.equals(atExpiry)) {
            assertThat(first)
                    .isAfterOrEqualTo(createdAt.isBefore(NOW) ? createdAt.plusSeconds(10) : NOW.plusSeconds(10));
        }
        if (atExpiry.isAfter(NOW)) {
            assertThat(first).isBeforeOrEqualTo(atExpiry);
        }
    }

    @Property
    void theNextTimeIsAfterTheNextIntervalAndAtExpiryAtTheLatest(
            @ForAll @IntRange(max = 20) int attempts,
            @ForAll @IntRange(max = 5) int throttled,
            @ForAll @LongRange(min = -WEEK, max = WEEK) long expires,
            @ForAll Random random) {
        PendingOrder order = order(attempts, throttled, NOW.plusMillis(expires));
        int position = Math.max(0, attempts - throttled);
        Duration interval = INTERVALS.get(Math.min(position + 1, INTERVALS.size() - 1));

        Emission emission = TIMETABLE.emission(order, NOW, random);

        Instant atExpiry = order.expiresAt().plus(MARGIN);
        assertThat(emission.nextDueAt()).isAfter(NOW);
        if (atExpiry.isAfter(NOW) && !atExpiry.isAfter(NOW.plus(interval))) {
            assertThat(emission.nextDueAt()).isEqualTo(atExpiry);
        } else {
            assertThat(emission.nextDueAt())
                    .isBetween(NOW.plus(interval), NOW.plus(interval).plus(interval.dividedBy(10)));
        }
    }

    @Property
    void aQueryBackSaysWhyAndUntilWhenAndCountsOn(
            @ForAll @IntRange(max = 20) int attempts,
            @ForAll @LongRange(min = -WEEK, max = WEEK) long expires,
            @ForAll Random random) {
        PendingOrder order = order(attempts, 0, NOW.plusMillis(expires));

        Emission emission = TIMETABLE.emission(order, NOW, random);

        QueryBack queryBack = emission.queryBack();
        assertThat(queryBack.attempt()).isEqualTo(attempts + 1);
        assertThat(queryBack.reason()).isEqualTo(expires <= 0 ? "expiry" : "schedule");
        assertThat(queryBack.expiresAt()).isAfterOrEqualTo(emission.nextDueAt()).isAfterOrEqualTo(NOW.plus(VALIDITY));
    }

    @Property
    void theSameAttemptHasTheSameIdWheneverItIsEmitted(
            @ForAll @LongRange(max = WEEK) long later,
            @ForAll @IntRange(max = 1000) int attempts,
            @ForAll Random random) {
        PendingOrder order = order(attempts, 0, NOW.plusSeconds(60));

        assertThat(TIMETABLE.emission(order, NOW.plusMillis(later), random).id())
                .isEqualTo(TIMETABLE.emission(order, NOW, random).id())
                .isNotEqualTo(TIMETABLE
                        .emission(order(attempts + 1, 0, NOW), NOW, random)
                        .id());
    }

    @Example
    void aChannelCanHaveAScheduleOfItsOwnAndTheClockScalesThemAll() {
        Timetable fast = timetable(new ClockScale(10));

        assertThat(fast.first("alipay", NOW, NOW.plusSeconds(7200), NOW, new Random(1)))
                .isEqualTo(NOW.plusMillis(200));
        assertThat(fast.first("sandbox", NOW, NOW.plusSeconds(7200), NOW, new Random(1)))
                .isBetween(NOW.plusMillis(1000), NOW.plusMillis(1100));
        assertThat(fast.afterThrottling(NOW, new Random(1))).isBetween(NOW.plusMillis(200), NOW.plusMillis(220));
    }

    private static Timetable timetable(ClockScale clock) {
        return new Timetable(
                new Schedule(INTERVALS, 0.1),
                Map.of("alipay", new Schedule(List.of(Duration.ofSeconds(2)), 0)),
                clock,
                Duration.ofSeconds(2),
                MARGIN,
                VALIDITY);
    }

    private static PendingOrder order(int attempts, int throttled, Instant expiresAt) {
        return new PendingOrder(
                "dcs1",
                "sandbox",
                2,
                false,
                attempts,
                throttled,
                NOW.minusSeconds(60),
                expiresAt,
                NOW,
                false,
                null,
                null);
    }
}
