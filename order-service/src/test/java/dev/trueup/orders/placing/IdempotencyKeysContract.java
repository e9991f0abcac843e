package dev.trueup.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of idempotency keys does. */
public abstract class IdempotencyKeysContract {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final IdempotencyKeys.Key key =
            new IdempotencyKeys.Key(UUID.randomUUID().toString(), "fingerprint");

    /** The store under test. */
    protected abstract IdempotencyKeys keys();

    @Test
    void aFreeKeyIsBoundAndStaysBound() {
        assertThat(keys().bind(key, "dcs1", NOW)).isEqualTo(new IdempotencyKeys.Bound("dcs1", "fingerprint"));
        assertThat(keys().bind(key, "dcs2", NOW)).isEqualTo(new IdempotencyKeys.Bound("dcs1", "fingerprint"));
    }

    @Test
    void anotherRequestUnderTheSameKeyIsToldWhatItWasBoundTo() {
        assertThat(keys().bind(key, "dcs1", NOW).fingerprint()).isEqualTo("fingerprint");

        assertThat(keys().bind(new IdempotencyKeys.Key(key.id(), "another"), "dcs2", NOW))
                .isEqualTo(new IdempotencyKeys.Bound("dcs1", "fingerprint"));
    }

    @Test
    void ofManyAtOnceOneBinds() throws Exception {
        List<Callable<IdempotencyKeys.Bound>> all = IntStream.range(0, 16)
                .<Callable<IdempotencyKeys.Bound>>mapToObj(i -> () -> keys().bind(key, "dcs" + i, NOW))
                .toList();
        Set<IdempotencyKeys.Bound> bound = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<IdempotencyKeys.Bound> one : threads.invokeAll(all)) {
                bound.add(one.get());
            }
        }

        assertThat(bound).hasSize(1);
    }
}
