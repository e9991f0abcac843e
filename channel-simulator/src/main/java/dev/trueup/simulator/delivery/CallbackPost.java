package dev.trueup.simulator.delivery;

import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.ledger.Answer;

/** The way to the merchant; bounded in time, and never throws for what a network or a merchant can do. */
public interface CallbackPost {
    /** Posts it, and says what the merchant's answer means at this channel. */
    Answer post(SimulatedChannel channel, String url, Callback callback);
}
