package dev.trueup.orders.refunding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of allowances does. */
public abstract class AllowanceContract {
    protected static final int MOST_PER_DAY = 3;
    protected static final long MOST_MONEY = 1_000;

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final String channel = "channel-" + UUID.randomUUID();

    /** With {@link #MOST_PER_DAY} refunds and {@link #MOST_MONEY} a day. */
    protected abstract Allowance allowance();

    private boolean take(String refundNo, long amount, Instant at) {
        return allowance().take(channel, refundNo, new Money(amount, "CNY"), at);
    }

    @Test
    void takesARefundOnceHoweverOftenItIsAskedFor() {
        for (int i = 0; i < 5; i++) {
            assertThat(take("r-1", 600, NOW.plusSeconds(i))).isTrue();
        }
        assertThat(take("r-2", 400, NOW)).isTrue();
        assertThat(take("r-3", 1, NOW)).isFalse();
        assertThat(take("r-1", 600, NOW)).isTrue();
    }

    @Test
    void endsWithTheNumberOfRefunds() {
        for (int i = 0; i < MOST_PER_DAY; i++) {
            assertThat(take("r-" + i, 1, NOW)).isTrue();
        }
        assertThat(take("one too many", 1, NOW)).isFalse();
    }

    @Test
    void isWholeAgainTheNextDayAndForEachChannelAndCurrency() {
        assertThat(take("r-1", MOST_MONEY, NOW)).isTrue();
        assertThat(take("r-2", 1, NOW)).isFalse();
        assertThat(take("r-2", 1, NOW.plus(Duration.ofDays(1)))).isTrue();
        assertThat(allowance().take(channel, "r-2", new Money(1, "EUR"), NOW)).isTrue();
        assertThat(allowance().take(channel + "-other", "r-2", new Money(1, "CNY"), NOW))
                .isTrue();
        assertThat(take("too much at once", MOST_MONEY + 1, NOW.plus(Duration.ofDays(2))))
                .isFalse();
    }

    @Test
    void isNotExceededByThoseWhoTakeAtOnce() throws Exception {
        List<Callable<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String refundNo = "r-" + i;
            takers.add(() -> take(refundNo, 1, NOW));
        }
        int taken = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> result : threads.invokeAll(takers)) {
                taken += result.get() ? 1 : 0;
            }
        }
        assertThat(taken).isEqualTo(MOST_PER_DAY);
    }
}
