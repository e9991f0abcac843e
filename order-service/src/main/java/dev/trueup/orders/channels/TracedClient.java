package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import dev.trueup.foundation.tracing.OrderTraces;

/** Makes each call a part of the trace that brought it about: of the record that asks for it, where one does. */
public final class TracedClient implements ChannelClient {
    private static final String STEP = "call channel";

    private final ChannelClient client;
    private final OrderTraces traces;

    public TracedClient(ChannelClient client, OrderTraces traces) {
        this.client = client;
        this.traces = traces;
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
    public boolean foundOnlyByCreating() {
        return client.foundOnlyByCreating();
    }

    @Override
    public CreateAnswer create(PaymentRequest request) {
        return traces.of(request.orderNo(), STEP, () -> client.create(request));
    }

    @Override
    public QueryAnswer query(PaymentHandle payment) {
        return traces.of(payment.orderNo(), STEP, () -> client.query(payment));
    }

    @Override
    public CloseAnswer close(PaymentHandle payment) {
        return traces.of(payment.orderNo(), STEP, () -> client.close(payment));
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        return traces.of(request.refund().payment().orderNo(), STEP, () -> client.refund(request));
    }

    @Override
    public RefundAnswer queryRefund(RefundHandle refund) {
        return traces.of(refund.payment().orderNo(), STEP, () -> client.queryRefund(refund));
    }
}
