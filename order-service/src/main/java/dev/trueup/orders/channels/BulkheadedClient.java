package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.util.function.Supplier;

/**
 * Lets only so many calls to a channel be under way at once: a channel that hangs holds that many callers and no more.
 * A call beyond is refused at once.
 */
public final class BulkheadedClient extends GuardedClient {
    private final Bulkhead bulkhead;

    public BulkheadedClient(ChannelClient client, Bulkhead bulkhead) {
        super(client);
        this.bulkhead = bulkhead;
    }

    @Override
    <A> A guarded(Call call, Supplier<A> leave, A tooMany) {
        if (!bulkhead.tryAcquirePermission()) {
            return tooMany;
        }
        try {
            return leave.get();
        } finally {
            bulkhead.onComplete();
        }
    }
}
