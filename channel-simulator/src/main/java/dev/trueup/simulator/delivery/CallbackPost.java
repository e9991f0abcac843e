package dev.trueup.simulator.delivery;

import dev.trueup.simulator.ledger.Answer;

/** The way to the merchant; bounded in time, and never throws for what a network or a merchant can do. */
public interface CallbackPost {
    Answer post(String url, Callback callback);
}
