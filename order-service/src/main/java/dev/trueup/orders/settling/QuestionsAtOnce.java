package dev.trueup.orders.settling;

import dev.trueup.orders.order.Heard;
import java.util.Collection;

/** Where a doubtful callback's question to the channel goes when it cannot wait for the schedule. */
public interface QuestionsAtOnce {
    /**
     * Has the channels asked about these orders, and returns once that can no longer be forgotten.
     *
     * @throws RuntimeException if it could not be made sure
     */
    void ask(Collection<Heard> doubtful);
}
