package dev.trueup.simulation.store;

import dev.trueup.orders.channels.PaceRecord;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The channels' paces in the simulated store, which looks at its own clock with every change. */
public final class MemoryPaceRecord implements PaceRecord {
    private final Database database;
    private final Database.Documents<Long> documents;
    private final LongSupplier clock;

    /**
     * In this store.
     *
     * @param clock the store's, in milliseconds since the epoch
     */
    MemoryPaceRecord(Database database, Database.Documents<Long> documents, LongSupplier clock) {
        this.database = database;
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public Reading read(String channel) {
        return database.write(() -> {
            Long nextFree = documents.guarded(channel);
            if (nextFree == null) {
                documents.put(channel, 0L);
                return new Reading(0, now());
            }
            return new Reading(nextFree, now());
        });
    }

    @Override
    public Optional<Reading> move(String channel, long expected, long nextFree) {
        return database.write(() -> {
            Long now = documents.guarded(channel);
            if (now == null || now != expected) {
                return Optional.empty();
            }
            documents.put(channel, nextFree);
            return Optional.of(new Reading(nextFree, now()));
        });
    }

    private long now() {
        return TimeUnit.MILLISECONDS.toNanos(clock.getAsLong());
    }
}
