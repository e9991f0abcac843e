package dev.trueup.simulation.store;

import dev.trueup.reconciliation.channel.ChannelState;
import dev.trueup.reconciliation.channel.ChannelStates;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Channels' states in the simulated store, each replaced under its revision as in the real one. */
public final class MemoryChannelStates implements ChannelStates {
    private final Database database;
    private final Database.Documents<ChannelState> documents;

    MemoryChannelStates(Database database, Database.Documents<ChannelState> documents) {
        this.database = database;
        this.documents = documents;
    }

    /** Whether there is such a channel, without asking over the network. */
    public boolean any(Predicate<ChannelState> such) {
        return documents.any(such);
    }

    @Override
    public List<ChannelState> all() {
        return database.read(() -> List.copyOf(documents.readAll()));
    }

    @Override
    public void add(Collection<ChannelState> fresh) {
        for (ChannelState state : fresh) {
            boolean unused = database.write(() -> {
                boolean missing = documents.guarded(state.channel()) == null;
                if (missing) {
                    documents.put(state.channel(), state);
                }
                return missing;
            });
        }
    }

    @Override
    public boolean replace(ChannelState next) {
        return database.write(() -> {
            ChannelState stored = documents.guarded(next.channel());
            boolean asSeen = stored != null && stored.revision() == next.revision() - 1;
            if (asSeen) {
                documents.put(next.channel(), next);
            }
            return asSeen;
        });
    }
}
