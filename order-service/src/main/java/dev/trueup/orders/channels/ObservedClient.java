package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows each call that leaves for a channel: how long it took, what came of it, and as a part of which trace. */
public final class ObservedClient extends GuardedClient {
    private final ObservationRegistry observations;

    public ObservedClient(ChannelClient client, ObservationRegistry observations) {
        super(client);
        this.observations = observations;
    }

    @Override
    <A> A guarded(Call call, Supplier<A> leave, A tooMany) {
        Observation observation = Observation.createNotStarted("trueup.channel.call", observations)
                .contextualName(channel() + " " + call.label())
                .lowCardinalityKeyValue("channel", channel())
                .lowCardinalityKeyValue("call", call.label())
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
