package dev.trueup.reconciliation.channel;

import java.util.Collection;
import java.util.List;

/** Where the states of the channels are kept, shared by all replicas. Failures of the store are thrown. */
public interface ChannelStates {
    /** Those of all channels ever heard of. */
    List<ChannelState> all();

    /** Keeps those that are new, by channel; the others stay as they are. */
    void add(Collection<ChannelState> fresh);

    /**
     * Stores a state if what is stored has the revision before it.
     *
     * @return whether it was stored; false if another change was faster
     */
    boolean replace(ChannelState next);
}
