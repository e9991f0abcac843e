package dev.trueup.ingest.callback;

import dev.trueup.channels.CallbackProtocol;

/** Where callbacks that failed verification are told of: a hint, never a fact, and never worth waiting for. */
public interface RejectedCallbacks {
    /** Passes it on as far as bounds in size and rate allow; returns at once and never throws. */
    void tell(IncomingCallback callback, CallbackProtocol.Reason reason, CallbackProtocol protocol);
}
