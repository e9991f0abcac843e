package dev.trueup.orders.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.PaymentHandle;
import dev.trueup.channels.ChannelClient.PaymentRequest;
import dev.trueup.channels.ChannelClient.RefundHandle;
import dev.trueup.channels.ChannelClient.RefundRequest;
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.Money;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BulkheadedClientTest {
    private static final PaymentHandle PAYMENT = new PaymentHandle("dcs1", null);
    private static final RefundHandle REFUND = new RefundHandle(PAYMENT, "tx-1", "r-1");
    private static final Money MONEY = new Money(100, "CNY");
    private static final List<Function<ChannelClient, Object>> EVERY_CALL = List.of(
            client -> client.create(new PaymentRequest("dcs1", MONEY, null, null, Instant.EPOCH)),
            client -> client.query(PAYMENT),
            client -> client.close(PAYMENT),
            client -> client.refund(new RefundRequest(REFUND, MONEY, MONEY, null)),
            client -> client.queryRefund(REFUND));

    private final Bulkhead bulkhead = Bulkhead.of(
            "test",
            BulkheadConfig.custom()
                    .maxConcurrentCalls(1)
                    .maxWaitDuration(Duration.ZERO)
                    .build());

    @Test
    void everyCallPassesAndGivesItsPlaceBack() {
        List<String> calls = new ArrayList<>();
        ChannelClient client = new BulkheadedClient(
                channel(name -> {
                    calls.add(name);
                    assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls())
                            .isZero();
                }),
                bulkhead);
        assertThat(EVERY_CALL.stream().map(call -> call.apply(client))).hasSize(5);
        assertThat(calls).containsExactly("create", "query", "close", "refund", "queryRefund");
        assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls()).isOne();
    }

    @Test
    void beyondItsPlacesNoCallLeavesOfWhateverKind() {
        ChannelClient client = new BulkheadedClient(
                channel(name -> {
                    throw new AssertionError(name + " has left");
                }),
                bulkhead);
        bulkhead.acquirePermission();
        for (Function<ChannelClient, Object> call : EVERY_CALL) {
            assertThat(call.apply(client)).isInstanceOf(Throttled.class);
        }
    }

    @Test
    void aFaultGivesThePlaceBack() {
        ChannelClient client = new BulkheadedClient(
                channel(name -> {
                    throw new IllegalStateException("a fault");
                }),
                bulkhead);
        for (Function<ChannelClient, Object> call : EVERY_CALL) {
            assertThatThrownBy(() -> call.apply(client)).hasMessage("a fault");
        }
        assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls()).isOne();
    }

    private interface Asked {
        void asked(String call);
    }

    private static ChannelClient channel(Asked asked) {
        return (ChannelClient) Proxy.newProxyInstance(
                ChannelClient.class.getClassLoader(), new Class<?>[] {ChannelClient.class}, (proxy, method, args) -> {
                    asked.asked(method.getName());
                    return null;
                });
    }
}
