package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import dev.trueup.orders.channels.CallBudget.Urgency;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Lets no call leave without a slot of the channel's budget, of whatever kind it is. Where the channel itself finds one
 * too many, all replicas pause a moment.
 */
public final class BudgetedClient extends GuardedClient {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CallBudget budget;
    private final Turns turns;
    private final MeterRegistry meters;

    /**
     * Guards {@code client}.
     *
     * @param turns of the same budget, by which the client's requests leave
     */
    public BudgetedClient(ChannelClient client, CallBudget budget, Turns turns, MeterRegistry meters) {
        super(client);
        this.budget = budget;
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
        if (answer instanceof Throttled) {
            budget.backOff(PAUSE);
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
