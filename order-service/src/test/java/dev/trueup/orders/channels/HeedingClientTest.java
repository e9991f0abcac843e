package dev.trueup.orders.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.PaymentHandle;
import dev.trueup.channels.ChannelClient.QueryAnswer;
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.ChannelClient.Unanswered;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeedingClientTest {
    private static final PaymentHandle PAYMENT = new PaymentHandle("dcs1", null);

    private final AtomicLong nextFree = new AtomicLong();

    /** The store's clock stands still at 0. */
    private final CallBudget budget = new CallBudget(
            "sandbox", new Pace(10, Duration.ofMillis(100)), Duration.ofSeconds(1), new StoredPace(), new Ticker() {
                @Override
                public long nanos() {
                    return 0;
                }

                @Override
                public void pause(long nanos) {
                    throw new AssertionError("nobody waits");
                }
            });

    @Test
    void theChannelsWordSlowsAllReplicas() {
        assertThat(new HeedingClient(answering(new Throttled()), budget).query(PAYMENT))
                .isInstanceOf(Throttled.class);
        assertThat(nextFree).hasValue(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void noOtherAnswerDoes() {
        new HeedingClient(answering(new Unanswered("time-out")), budget).query(PAYMENT);
        assertThat(nextFree).hasValue(0);
    }

    @Test
    void norDoesAFullBulkhead() {
        Bulkhead full = Bulkhead.of(
                "full", BulkheadConfig.custom().maxConcurrentCalls(0).build());
        ChannelClient client = new BulkheadedClient(new HeedingClient(answering(new Unanswered("-")), budget), full);
        assertThat(client.query(PAYMENT)).isInstanceOf(Throttled.class);
        assertThat(nextFree).hasValue(0);
    }

    private static ChannelClient answering(QueryAnswer answer) {
        return (ChannelClient) Proxy.newProxyInstance(
                HeedingClientTest.class.getClassLoader(),
                new Class<?>[] {ChannelClient.class},
                (proxy, method, arguments) -> answer);
    }

    private final class StoredPace implements PaceRecord {
        @Override
        public Reading read(String channel) {
            return new Reading(nextFree.get(), 0);
        }

        @Override
        public Optional<Reading> move(String channel, long expected, long next) {
            return nextFree.compareAndSet(expected, next) ? Optional.of(read(channel)) : Optional.empty();
        }
    }
}
