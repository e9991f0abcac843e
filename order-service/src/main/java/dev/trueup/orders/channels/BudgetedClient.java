package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import dev.trueup.orders.channels.CallBudget.Urgency;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Lets no call leave without a slot of the channel's budget, of whatever kind it is.
 */
public final class BudgetedClient extends GuardedClient {
    private final Turns turns;
    private final MeterRegistry meters;

    /**
     * Guards {@code client}.
     *
     * @param turns of the budget, by which the client's requests leave
     */
    public BudgetedClient(ChannelClient client, Turns turns, MeterRegistry meters) {
        super(client);
        this.turns = turns;
        this.meters = meters;
    }

    @Override
    <A> A guarded(Call call, Supplier<A> leave, A tooMany) {
        Urgency urgency = urgency(call);
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
        count(call, answer.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        return answer;
    }

    /** Questions can wait: they are asked again. */
    private static Urgency urgency(Call call) {
        return switch (call) {
            case CREATE, CLOSE, REFUND -> Urgency.PROMPT;
            case QUERY, QUERY_REFUND -> Urgency.YIELDING;
        };
    }

    private void count(Call call, String answer) {
        meters.counter("trueup.channel.calls", "channel", channel(), "call", call.label(), "answer", answer)
                .increment();
    }
}
