package dev.trueup.simulator.delivery;

import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Order;
import java.time.Instant;

/** Writes a notice in its channel's language, with whatever is to be wrong with it. */
public interface CallbackComposer {
    /** The channel's id. */
    String channel();

    /**
     * The callback as it goes out. Its body follows from the order and the notice alone, so every try sends the same.
     *
     * @param signedAt wall time
     */
    Callback compose(Order order, Notice notice, Instant signedAt);
}
