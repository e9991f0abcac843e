package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import dev.trueup.orders.channels.CallBudget.Urgency;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Lets no call leave without a slot of the channel's budget, of whatever kind it is. A call that gets none is answered
 * {@link Throttled}; so is one that the channel itself finds too many, and then all replicas pause a moment.
 */
public final class BudgetedClient implements ChannelClient {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ChannelClient client;
    private final CallBudget budget;
    private final Turns turns;
    private final MeterRegistry meters;

    /**
     * Guards {@code client}.
     *
     * @param turns of the same budget, by which the client's requests leave
     */
    public BudgetedClient(ChannelClient client, CallBudget budget, Turns turns, MeterRegistry meters) {
        this.client = client;
        this.budget = budget;
        this.turns = turns;
        this.meters = meters;
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
        return within("create", Urgency.PROMPT, () -> client.create(request), new Throttled());
    }

    @Override
    public QueryAnswer query(PaymentHandle payment) {
        return within("query", Urgency.YIELDING, () -> client.query(payment), new Throttled());
    }

    @Override
    public CloseAnswer close(PaymentHandle payment) {
        return within("close", Urgency.PROMPT, () -> client.close(payment), new Throttled());
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        return within("refund", Urgency.PROMPT, () -> client.refund(request), new Throttled());
    }

    @Override
    public RefundAnswer queryRefund(RefundHandle refund) {
        return within("query-refund", Urgency.YIELDING, () -> client.queryRefund(refund), new Throttled());
    }

    private <A> A within(String call, Urgency urgency, Supplier<A> leave, A tooMany) {
        if (!turns.begin(urgency)) {
            count(call, "no-budget");
            return tooMany;
        }
        A answer;
        try {
            answer = leave.get();
        } finally {
            turns.end();
        }
        if (answer instanceof Throttled) {
            budget.backOff(PAUSE);
        }
        count(call, answer.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        return answer;
    }

    private void count(String call, String answer) {
        meters.counter("trueup.channel.calls", "channel", channel(), "call", call, "answer", answer)
                .increment();
    }
}
