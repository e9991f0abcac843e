package dev.trueup.orders.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_800_000_000L * SECOND;

    /** Takers at random moments, the store's clock stepping to and fro, each call as late as it may be, or less. */
    @Property
    void noSecondSeesMoreCallsThanTheBudget(
            @ForAll @IntRange(min = 1, max = 300) int callsPerSecond,
            @ForAll @IntRange(max = 500) int slackMillis,
            @ForAll Random random) {
        Pace pace = new Pace(callsPerSecond, Duration.ofMillis(slackMillis));
        long nextFree = 0;
        long now = NOW;
        List<Long> calls = new ArrayList<>();
        while (calls.size() < 3 * callsPerSecond + 3) {
            now += random.nextLong(SECOND / 20);
            boolean patient = random.nextBoolean();
            long behind = random.nextLong(SECOND / 10);
            Pace.Slots slots =
                    pace.take(nextFree, now - behind, 1 + random.nextInt(50), patient ? 2 * SECOND : SECOND / 10);
            nextFree = slots.count() == 0 ? nextFree : slots.next();
            for (int i = 0; i < slots.count(); i++) {
                long late = slackMillis == 0 ? 0 : random.nextLong(pace.slack().toNanos() + 1);
                calls.add(slots.at(i) + (random.nextInt(4) == 0 ? late : late / 100));
            }
            now = Math.max(now, nextFree - SECOND / 10);
        }

        calls.sort(null);

        for (int i = callsPerSecond; i < calls.size(); i++) {
            assertThat(calls.get(i) - calls.get(i - callsPerSecond)).isGreaterThanOrEqualTo(SECOND);
        }
    }

    /** Whichever clock the store comes to have after a failover. */
    @Property
    void slotsAreAnIntervalApartWhereverTheClockIsSet(
            @ForAll @IntRange(min = 1, max = 1000) int callsPerSecond,
            @ForAll @LongRange(min = -45 * SECOND, max = 45 * SECOND) long step) {
        Pace pace = new Pace(callsPerSecond, Duration.ofMillis(100));
        Pace.Slots before = pace.take(0, NOW, 10, 2 * SECOND);
        Pace.Slots after = pace.take(before.next(), NOW + step, 10, 60 * SECOND);

        assertThat(after.first()).isGreaterThanOrEqualTo(before.next());
    }

    @Example
    void nothingIsSavedUp() {
        Pace pace = new Pace(10, Duration.ofMillis(100));

        Pace.Slots afterAnHour = pace.take(NOW - 3600 * SECOND, NOW, 100, 2 * SECOND);

        assertThat(afterAnHour.first()).isEqualTo(NOW);
        assertThat(afterAnHour.at(1) - afterAnHour.at(0)).isEqualTo(SECOND * 11 / 100);
    }

    @Example
    void beyondTheHorizonNothingIsTaken() {
        Pace pace = new Pace(10, Duration.ofMillis(100));

        assertThat(pace.take(NOW + 1001, NOW, 1, 1000).count()).isZero();
        assertThat(pace.take(NOW + 1000, NOW, 9, 1000).count()).isEqualTo(1);
        assertThat(new Pace(100, Duration.ofMillis(100))
                        .take(NOW, NOW, 9, SECOND / 20)
                        .count())
                .isEqualTo(5);
    }

    @Example
    void aRecordFromAClockThatWasFarAheadHoldsUpNobody() {
        Pace pace = new Pace(10, Duration.ofMillis(100));

        assertThat(pace.take(NOW + 3600 * SECOND, NOW, 1, SECOND).first()).isEqualTo(NOW);
    }
}
