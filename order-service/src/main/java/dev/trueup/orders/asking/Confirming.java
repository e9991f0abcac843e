package dev.trueup.orders.asking;

import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.settling.QuestionsAtOnce;
import dev.trueup.orders.settling.QuestionsAtOnce.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * Asks the channel about orders that need not be pending, again and again until it has answered. About those that became
 * PAID, a while later: of two charges one may have been told and the other's callback lost, and only the channel's answer
 * shows both. And about those of which a message is doubtful, should the question put at once have gone unanswered.
 */
public final class Confirming {
    /** The reason of a question that follows from {@link Errand#CONFIRM}. */
    static final String CONFIRM = "confirm";

    private static final String DOUBT = "doubt";

    private final Set<String> channels;
    private final Orders orders;
    private final QuestionsAtOnce questions;
    private final InstantSource clock;
    private final Pace pace;

    /**
     * When it asks.
     *
     * @param afterPaid how long after an order became PAID, and how long after the question before
     * @param afterDoubt the same for doubtful messages; longer than an answer usually takes
     * @param atLeast how long after the question before in any case. While that one waits for its turn another would
     *     only make the queue longer
     */
    public record Pace(Duration afterPaid, Duration afterDoubt, Duration atLeast) {
        private Duration before(Errand errand) {
            return errand == Errand.CONFIRM ? afterPaid : afterDoubt;
        }

        private Duration again(Errand errand) {
            return atLeast.compareTo(before(errand)) > 0 ? atLeast : before(errand);
        }
    }

    /**
     * Asks about these orders.
     *
     * @param channels the ids of all that are set up
     */
    public Confirming(Set<String> channels, Orders orders, QuestionsAtOnce questions, InstantSource clock, Pace pace) {
        this.channels = channels;
        this.orders = orders;
        this.questions = questions;
        this.clock = clock;
        this.pace = pace;
    }

    /**
     * Has the channels asked about orders that are due.
     *
     * @param limit how many of each channel at most
     * @return how many were due
     */
    public int confirm(int limit) {
        return ask(Errand.CONFIRM, CONFIRM, limit) + ask(Errand.DOUBT, DOUBT, limit);
    }

    /** The claim makes it due again, whatever becomes of the question. */
    private int ask(Errand errand, String reason, int limit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant lastDue = now.minus(pace.before(errand));
        List<Order> due = channels.stream()
                .flatMap(channel ->
                        orders.claimDue(errand, channel, lastDue, lastDue.plus(pace.again(errand)), limit).stream())
                .map(StoredOrder::order)
                .toList();
        if (!due.isEmpty()) {
            questions.ask(due.stream()
                    .map(order -> new Question(order.orderNo(), order.terms().channel(), reason, reason))
                    .toList());
        }
        return due.size();
    }
}
