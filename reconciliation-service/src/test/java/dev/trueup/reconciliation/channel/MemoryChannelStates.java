package dev.trueup.reconciliation.channel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Channels' states without a store. */
public final class MemoryChannelStates implements ChannelStates {
    private final Map<String, ChannelState> states = new ConcurrentHashMap<>();

    @Override
    public List<ChannelState> all() {
        return List.copyOf(states.values());
    }

    @Override
    public void add(Collection<ChannelState> fresh) {
        fresh.forEach(state -> states.putIfAbsent(state.channel(), state));
    }

    @Override
    public boolean replace(ChannelState next) {
        ChannelState stored = states.get(next.channel());
        return stored != null
                && stored.revision() == next.revision() - 1
                && states.replace(next.channel(), stored, next);
    }

    /** As a dropped database does. */
    void forget() {
        states.clear();
    }
}
