package dev.trueup.simulation.store;

import dev.trueup.orders.placing.IdempotencyKeys;
import java.time.Instant;

/** Idempotency keys in the simulated store: an insert, and where that finds the key there, a read. */
public final class MemoryKeys implements IdempotencyKeys {
    private final Database database;
    private final Database.Documents<Bound> documents;

    MemoryKeys(Database database, Database.Documents<Bound> documents) {
        this.database = database;
        this.documents = documents;
    }

    @Override
    public Bound bind(Key key, String orderNo, Instant now) {
        Bound bound = new Bound(orderNo, key.fingerprint());
        boolean inserted = database.write(() -> {
            if (documents.guarded(key.id()) != null) {
                return false;
            }
            documents.put(key.id(), bound);
            return true;
        });
        if (inserted) {
            return bound;
        }
        Bound there = database.read(() -> java.util.Optional.ofNullable(documents.read(key.id())))
                .orElse(null);
        return there == null ? bind(key, orderNo, now) : there;
    }
}
