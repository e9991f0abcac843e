package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.util.function.Supplier;

/**
 * Lets only so many calls to a channel be under way at once: a channel that hangs holds that many callers and no more.
 * A call beyond is answered {@link Throttled} at once.
 */
public final class BulkheadedClient implements ChannelClient {
    private final ChannelClient client;
    private final Bulkhead bulkhead;

    public BulkheadedClient(ChannelClient client, Bulkhead bulkhead) {
        this.client = client;
        this.bulkhead = bulkhead;
    }

    @Override
    public String channel() {
        return client.channel();
    }

    @Override
    public String merchantId() {
        return client.merchantId();
    }

    @Override
    public CreateAnswer create(PaymentRequest request) {
        return within(() -> client.create(request), new Throttled());
    }

    @Override
    public QueryAnswer query(PaymentHandle payment) {
        return within(() -> client.query(payment), new Throttled());
    }

    @Override
    public CloseAnswer close(PaymentHandle payment) {
        return within(() -> client.close(payment), new Throttled());
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        return within(() -> client.refund(request), new Throttled());
    }

    @Override
    public RefundAnswer queryRefund(RefundHandle refund) {
        return within(() -> client.queryRefund(refund), new Throttled());
    }

    private <A> A within(Supplier<A> call, A full) {
        return bulkhead.tryAcquirePermission() ? released(call) : full;
    }

    private <A> A released(Supplier<A> call) {
        try {
            return call.get();
        } finally {
            bulkhead.onComplete();
        }
    }
}
