package dev.trueup.orders.channels;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Runs calls that each wait for a channel at the same time, and waits for all of them. */
public final class SideBySide {
    private final Executor executor;

    /**
     * Runs them on {@code executor}; the bulkheads, not the executor, bound how many calls are under way.
     */
    public SideBySide(Executor executor) {
        this.executor = executor;
    }

    /** {@code call} of each of {@code inputs}, in their order. */
    public <I, O> List<O> map(Collection<I> inputs, Function<I, O> call) {
        List<CompletableFuture<O>> running = inputs.stream()
                .map(input -> CompletableFuture.supplyAsync(() -> call.apply(input), executor))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
