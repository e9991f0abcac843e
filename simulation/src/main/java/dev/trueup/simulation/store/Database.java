package dev.trueup.simulation.store;

import dev.trueup.simulation.network.Network;
import dev.trueup.simulation.network.SimulatedNetwork;
import dev.trueup.simulation.network.UnreachableException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A replica set as its clients see it: changes of single documents are atomic, a write is answered once a majority has
 * it, and a failover loses what no majority has. Reads see what a majority has.
 */
final class Database {
    private final Network network;
    private final boolean readsMajority;
    private final Deque<Change> uncommitted = new ArrayDeque<>();
    private long written;
    private long term;

    /**
     * An empty one.
     *
     * @param readsMajority whether reads see only what a failover cannot take back
     */
    Database(Network network, boolean readsMajority) {
        this.network = network;
        this.readsMajority = readsMajority;
    }

    private record Change(long index, long at, Runnable commit) {}

    /** Who is told of every change that the primary has made. */
    interface Watcher<D> {
        void changed(@Nullable D before, D after);

        static <D> Watcher<D> nobody() {
            return (before, after) -> {};
        }
    }

    /** Documents by {@code _id}; immutable values. */
    final class Documents<D> {
        private final Watcher<D> watcher;
        private final NavigableMap<String, D> latest = new TreeMap<>();
        private final NavigableMap<String, D> committed = new TreeMap<>();
        private long changes;

        Documents(Watcher<D> watcher) {
            this.watcher = watcher;
            all.add(this);
        }

        /** As the primary has it, for the guard of a write. */
        @Nullable
        D guarded(String id) {
            return latest.get(id);
        }

        @Nullable
        D read(String id) {
            return readable().get(id);
        }

        Collection<D> readAll() {
            return readable().values();
        }

        /** For those outside of the simulated time: whether a read might find such a document. */
        boolean any(Predicate<D> such) {
            commitReplicated();
            for (D document : readable().values()) {
                if (such.test(document)) {
                    return true;
                }
            }
            return false;
        }

        /** For those too: the earliest of these times as a read might find it, looked for again after changes only. */
        Supplier<@Nullable Instant> earliest(Function<D, @Nullable Instant> time) {
            return new Earliest(time);
        }

        private final class Earliest implements Supplier<@Nullable Instant> {
            private final Function<D, @Nullable Instant> time;
            private long seen = -1;
            private @Nullable Instant earliest;

            private Earliest(Function<D, @Nullable Instant> time) {
                this.time = time;
            }

            @Override
            public @Nullable Instant get() {
                commitReplicated();
                if (seen != changes) {
                    seen = changes;
                    earliest = null;
                    for (D document : readable().values()) {
                        Instant at = time.apply(document);
                        if (at != null && (earliest == null || at.isBefore(earliest))) {
                            earliest = at;
                        }
                    }
                }
                return earliest;
            }
        }

        private NavigableMap<String, D> readable() {
            return readsMajority ? committed : latest;
        }

        /** What no failover can take back. */
        NavigableMap<String, D> durable() {
            return committed;
        }

        void put(String id, D document) {
            D before = latest.put(id, document);
            uncommitted.add(new Change(++written, network.now(), () -> {
                committed.put(id, document);
                changes++;
            }));
            changes++;
            watcher.changed(before, document);
        }

        private void rollBack() {
            latest.clear();
            latest.putAll(committed);
            changes++;
        }
    }

    private final Deque<Documents<?>> all = new ArrayDeque<>();

    /** One command that changes nothing. */
    <T> T read(Supplier<T> command) {
        network.travel();
        Network.Fate fate = network.fate();
        if (fate != Network.Fate.ANSWERED) {
            network.timeOut();
            throw new UnreachableException("store: a read timed out");
        }
        T result;
        synchronized (this) {
            commitReplicated();
            result = command.get();
        }
        network.travelBack();
        return result;
    }

    /** One command that changes at most one document; answered with majority. */
    <T> T write(Supplier<T> command) {
        network.travel();
        Network.Fate fate = network.fate();
        if (fate == Network.Fate.LOST || fate == Network.Fate.LATE) {
            if (fate == Network.Fate.LATE) {
                network.late(() -> {
                    T unused = command.get();
                });
            }
            network.timeOut();
            throw new UnreachableException("store: a write timed out");
        }
        T result;
        long index;
        long writtenIn;
        synchronized (this) {
            result = command.get();
            index = written;
            writtenIn = term;
        }
        network.replicate();
        if (writtenIn != term) {
            throw new UnreachableException("store: failed over before a majority had the write");
        }
        synchronized (this) {
            commitUpTo(index);
        }
        if (fate == Network.Fate.UNANSWERED) {
            network.timeOut();
            throw new UnreachableException("store: a write was not answered");
        }
        network.travelBack();
        return result;
    }

    /** What a majority has had the time to get, it has. */
    private void commitReplicated() {
        for (Change next = uncommitted.peek();
                next != null && next.at() + SimulatedNetwork.LAGGING_MILLIS < network.now();
                next = uncommitted.peek()) {
            uncommitted.remove();
            next.commit().run();
        }
    }

    private void commitUpTo(long index) {
        for (Change next = uncommitted.peek(); next != null && next.index() <= index; next = uncommitted.peek()) {
            uncommitted.remove();
            next.commit().run();
        }
    }

    /** Another primary takes over; what only the old one had is lost. */
    void failOver() {
        uncommitted.clear();
        term++;
        all.forEach(Documents::rollBack);
    }
}
