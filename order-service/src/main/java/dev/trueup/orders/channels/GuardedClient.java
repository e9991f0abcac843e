package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import java.util.Locale;
import java.util.function.Supplier;

/** A channel to which a call leaves only if a guard lets it; one that it does not let is answered {@link Throttled}. */
abstract sealed class GuardedClient implements ChannelClient
        permits BudgetedClient, BulkheadedClient, HeedingClient, ObservedClient {
    private static final Throttled TOO_MANY = new Throttled();

    private final ChannelClient client;

    GuardedClient(ChannelClient client) {
        this.client = client;
    }

    /** The calls that there are. */
    enum Call {
        CREATE,
        QUERY,
        CLOSE,
        REFUND,
        QUERY_REFUND;

        /** The name in metrics. */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Has the call leave, or not.
     *
     * @param tooMany the answer where it does not
     */
    abstract <A> A guarded(Call call, Supplier<A> leave, A tooMany);

    @Override
    public String channel() {
        return client.channel();
    }

    @Override
    public String merchantId() {
        return client.merchantId();
    }

    @Override
    public boolean foundOnlyByCreating() {
        return client.foundOnlyByCreating();
    }

    @Override
    public CreateAnswer create(PaymentRequest request) {
        return guarded(Call.CREATE, () -> client.create(request), TOO_MANY);
    }

    @Override
    public QueryAnswer query(PaymentHandle payment) {
        return guarded(Call.QUERY, () -> client.query(payment), TOO_MANY);
    }

    @Override
    public CloseAnswer close(PaymentHandle payment) {
        return guarded(Call.CLOSE, () -> client.close(payment), TOO_MANY);
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        return guarded(Call.REFUND, () -> client.refund(request), TOO_MANY);
    }

    @Override
    public RefundAnswer queryRefund(RefundHandle refund) {
        return guarded(Call.QUERY_REFUND, () -> client.queryRefund(refund), TOO_MANY);
    }
}
