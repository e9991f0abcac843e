package dev.trueup.simulation.checks;

/** What is checked; the numbers are those of docs/guarantees.md. */
public enum Guarantee {
    /** 1: PAID only with a charge at the channel of the order's own money. */
    PAID_ONLY_WHEN_CHARGED(1),
    /** 2: a callback is acknowledged only when the broker has it. */
    ACKNOWLEDGED_ONLY_WHEN_KEPT(2),
    /** 3: at most one accepted payment, one paid event, and each transaction once. */
    ONE_EFFECT(3),
    /** 4: an outcome stays, but for its refund. */
    OUTCOME_STAYS(4),
    /** 5: nobody stops asking about an order before it is decided, and in the end each is. */
    NOTHING_FORGOTTEN(5),
    /** 6: within any second no more calls leave than the channel takes, over all replicas. */
    WITHIN_BUDGET(6),
    /** 7: an order ends unpaid only when the channel takes no payment for it any more. */
    ENDED_AT_THE_CHANNEL_FIRST(7),
    /** 7: nothing is given back twice, more than was charged, or beyond the day's allowance. */
    GIVEN_BACK_ONCE(7),
    /** 7: a refund is told as made only when the channel has made it. */
    REFUNDS_TRUE(7),
    /** 7: what was charged is in the end accepted, given back or before a person. */
    MONEY_ACCOUNTED_FOR(7),
    /** 8: events are of stored versions, first occurrences in order, and fold to the order. */
    EVENTS_IN_ORDER(8),
    /** 9: nothing is kept as the channel's word that is not its word. */
    ONLY_THE_CHANNELS_WORD(9),
    /** 11: an answer once given stays true. */
    ANSWERS_STAY_TRUE(11),
    /** No exception but those of neighbours that are away. */
    NO_SURPRISE(0);

    private final int number;

    Guarantee(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
