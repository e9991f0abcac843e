package dev.trueup.reconciliation.pending;

import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Orders as order-service would announce them. */
public final class SampleOrders {
    private SampleOrders() {}

    public static OrderSnapshot order(String orderNo, State state, long version, Instant createdAt) {
        return order("sandbox", orderNo, state, version, createdAt);
    }

    public static OrderSnapshot order(String channel, String orderNo, State state, long version, Instant createdAt) {
        return new OrderSnapshot(
                orderNo,
                channel,
                "m-1",
                state,
                version,
                100,
                "CNY",
                "102030",
                "6666",
                1,
                null,
                null,
                createdAt,
                createdAt.plus(2, ChronoUnit.HOURS),
                state.decided() ? createdAt.plusSeconds(60) : null,
                List.of(),
                List.of());
    }

    public static OrderEvent event(String orderNo, State state, long version, Instant createdAt) {
        return new OrderEvent(order(orderNo, state, version, createdAt), version, null);
    }

    public static OrderEvent event(String channel, String orderNo, State state, long version, Instant createdAt) {
        return new OrderEvent(order(channel, orderNo, state, version, createdAt), version, null);
    }
}
