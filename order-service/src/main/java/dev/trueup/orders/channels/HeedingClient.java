package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Heeds a channel that finds a call one too many: all replicas leave it alone a moment. It stands next to the channel, since
 * what a guard of our own turns away says nothing about the channel.
 */
public final class HeedingClient extends GuardedClient {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CallBudget budget;

    public HeedingClient(ChannelClient client, CallBudget budget) {
        super(client);
        this.budget = budget;
    }

    @Override
    <A> A guarded(Call call, Supplier<A> leave, A tooMany) {
        A answer = leave.get();
        if (answer instanceof Throttled) {
            budget.backOff(PAUSE);
        }
        return answer;
    }
}
