package dev.trueup.orders.placing;

import java.time.Instant;

/** The keys under which merchants placed orders. */
public interface IdempotencyKeys {
    /**
     * Binds {@code key} to {@code orderNo} unless it is bound already.
     *
     * @return what it is bound to now
     */
    Bound bind(Key key, String orderNo, Instant now);

    /**
     * A merchant's key and what it was sent with.
     *
     * @param id a hash of client and key
     * @param fingerprint a hash of the request
     */
    record Key(String id, String fingerprint) {}

    /** What a key is bound to. */
    record Bound(String orderNo, String fingerprint) {}
}
