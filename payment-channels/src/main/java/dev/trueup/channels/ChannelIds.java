package dev.trueup.channels;

/** The ids of the channels. */
public final class ChannelIds {
    /** The simulator's own channel. */
    public static final String SANDBOX = "sandbox";

    private ChannelIds() {}
}
