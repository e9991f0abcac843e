package dev.trueup.orders.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Samples;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Waiting itself is tried over HTTP; here, how it ends. */
class OutcomesTest {
    private final Orders unread = (Orders) Proxy.newProxyInstance(
            Orders.class.getClassLoader(), new Class<?>[] {Orders.class}, (proxy, method, arguments) -> {
                throw new AssertionError(method);
            });
    private final Outcomes outcomes = new Outcomes(unread, 2);

    @Test
    void noMoreWaitThanMay() {
        CompletableFuture<Order> first = outcomes.await(Samples.created()).orElseThrow();
        assertThat(outcomes.await(Samples.created())).isPresent();
        assertThat(outcomes.await(Samples.created())).isEmpty();

        first.cancel(true);

        assertThat(outcomes.await(Samples.created())).isPresent();
    }

    @Test
    void whoWaitsWhenTheServiceLeavesIsToldTheOrderAsItWas() {
        Order order = Samples.created();
        CompletableFuture<Order> first = outcomes.await(order).orElseThrow();
        CompletableFuture<Order> second = outcomes.await(order).orElseThrow();

        outcomes.leave();

        assertThat(first).isCompletedWithValue(order);
        assertThat(second).isCompletedWithValue(order);
        assertThat(outcomes.await(order)).as("nobody is kept any more").isEmpty();
        outcomes.look(); // nothing is waited for, so nothing is read
    }
}
