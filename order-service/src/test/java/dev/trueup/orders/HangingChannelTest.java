package dev.trueup.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.channels.ChannelClient.CreateAnswer;
import dev.trueup.channels.ChannelClient.PaymentRequest;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelIds;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A call that is repeated waits for its own channel only. */
class HangingChannelTest extends RunningOrderService {
    @Test
    void aChannelThatHangsKeepsNoOtherFromBeingCalledAgain() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        String held = reference();
        channel.onCreate(held, thenOn(request -> {
            hanging.countDown();
            return afterwards(released, request);
        }));
        try {
            placed(held);
            assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();

            String reference = reference();
            another.onCreate(reference, thenOn(ScriptedChannel::honest));
            assertThat(post("/order/create", body(reference, ChannelIds.ALIPAY)).status())
                    .isEqualTo(200);

            await().atMost(Duration.ofSeconds(20)).until(() -> another.creates(reference) >= 2);
            assertThat(channel.creates(held)).as("still hanging").isEqualTo(2);
        } finally {
            released.countDown();
        }
    }

    /** No answer to the first call. */
    private static Function<PaymentRequest, CreateAnswer> thenOn(Function<PaymentRequest, CreateAnswer> afterwards) {
        AtomicInteger calls = new AtomicInteger();
        return request -> calls.incrementAndGet() == 1 ? new Unanswered("time-out") : afterwards.apply(request);
    }

    private static CreateAnswer afterwards(CountDownLatch released, PaymentRequest request) {
        try {
            boolean unused = released.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ScriptedChannel.honest(request);
    }
}
