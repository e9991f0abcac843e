package dev.trueup.reconciliation.channel;

/** The tests' own store does what the real one does. */
class MemoryChannelStatesTest extends ChannelStatesContract {
    private final ChannelStates states = new MemoryChannelStates();

    @Override
    protected ChannelStates states() {
        return states;
    }
}
