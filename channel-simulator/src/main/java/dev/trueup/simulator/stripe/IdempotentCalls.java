package dev.trueup.simulator.stripe;

import dev.trueup.channels.stripe.StripeRequests.Refusal;
import dev.trueup.simulator.channel.ChannelAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are executed once under one key, their answer repeated whatever it was. In memory, the latest ten thousand:
 * Stripe keeps keys for at least a day, and forgets them too.
 *
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">Idempotent requests</a>
 */
final class IdempotentCalls {
    private static final int MOST = 10_000;

    private final Map<String, Execution> executions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Execution> eldest) {
            return size() > MOST;
        }
    };

    /**
     * A call under a key.
     *
     * @param request what was asked; the same key is for the same request only
     * @param answer null while it is being executed
     */
    private record Execution(String request, @Nullable ChannelAnswer answer) {}

    /** Executes {@code call}, or repeats what it came to; without a key it is executed whenever it comes. */
    ChannelAnswer once(@Nullable String key, String request, Supplier<ChannelAnswer> call) {
        if (key == null) {
            return call.get();
        }
        Execution before = begin(key, request);
        if (before == null) {
            return executed(key, request, call);
        }
        if (!before.request().equals(request)) {
            return StripeChannel.answer(Refusal.keyReused());
        }
        return before.answer() == null
                ? StripeChannel.answer(Refusal.keyInUse())
                : before.answer().with("Idempotent-Replayed", "true");
    }

    private synchronized @Nullable Execution begin(String key, String request) {
        return executions.putIfAbsent(key, new Execution(request, null));
    }

    private ChannelAnswer executed(String key, String request, Supplier<ChannelAnswer> call) {
        ChannelAnswer answer = null;
        try {
            answer = call.get();
            return answer;
        } finally {
            end(key, request, answer);
        }
    }

    private synchronized void end(String key, String request, @Nullable ChannelAnswer answer) {
        if (answer == null) {
            executions.remove(key); // it broke off, and may be tried again
        } else {
            executions.put(key, new Execution(request, answer));
        }
    }
}
