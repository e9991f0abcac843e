package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows each call that leaves for a channel: how long it took, what came of it, and as a part of which trace. */
public final class ObservedClient implements ChannelClient {
    private final ChannelClient client;
    private final ObservationRegistry observations;

    public ObservedClient(ChannelClient client, ObservationRegistry observations) {
        this.client = client;
        this.observations = observations;
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
        return observed("create", () -> client.create(request));
    }

    @Override
    public QueryAnswer query(PaymentHandle payment) {
        return observed("query", () -> client.query(payment));
    }

    @Override
    public CloseAnswer close(PaymentHandle payment) {
        return observed("close", () -> client.close(payment));
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        return observed("refund", () -> client.refund(request));
    }

    @Override
    public RefundAnswer queryRefund(RefundHandle refund) {
        return observed("query-refund", () -> client.queryRefund(refund));
    }

    private <A> A observed(String call, Supplier<A> leave) {
        Observation observation = Observation.createNotStarted("trueup.channel.call", observations)
                .contextualName(channel() + " " + call)
                .lowCardinalityKeyValue("channel", channel())
                .lowCardinalityKeyValue("call", call)
                .lowCardinalityKeyValue("answer", "none")
                .start();
        Observation.Scope scope = observation.openScope();
        try {
            A answer = leave.get();
            observation.lowCardinalityKeyValue(
                    "answer", answer.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            return answer;
        } catch (RuntimeException e) {
            observation.error(e);
            throw e;
        } finally {
            scope.close();
            observation.stop();
        }
    }
}
