package dev.trueup.simulator.channel;

/** Why a channel refuses a call before looking into it, or spoils the answer to one that had its effect. */
public enum Refusal {
    /** Too many calls in a second. */
    THROTTLED,
    /** The channel is away for a while. */
    DOWN,
    /** A server error; the call has had its effect. */
    BROKEN,
    /** The body is larger than any request of the channel. */
    TOO_LARGE
}
