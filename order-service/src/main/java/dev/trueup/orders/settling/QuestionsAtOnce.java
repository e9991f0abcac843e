package dev.trueup.orders.settling;

import java.util.Collection;

/** Where a question to a channel goes that does not follow from the schedule. */
public interface QuestionsAtOnce {
    /**
     * Has the channels asked about these orders, and returns once that can no longer be forgotten.
     *
     * @throws RuntimeException if it could not be made sure
     */
    void ask(Collection<Question> questions);

    /**
     * A question about one order.
     *
     * @param reason why, in one word
     * @param cause what brought it up: the same cause is the same question
     */
    record Question(String orderNo, String channel, String reason, String cause) {}
}
