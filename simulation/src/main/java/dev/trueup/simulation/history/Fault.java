package dev.trueup.simulation.history;

/** What can go wrong, get in each other's way or be particular to a channel in a history; each has some of it. */
public enum Fault {
    /** Replicas are killed at any point and started anew. */
    KILLS,
    /** A strand stands still for up to a minute, longer than leases hold. */
    STALLS,
    /** Calls of the store time out: never done, done, or done later. */
    STORE_TIMEOUTS,
    /** The store's primary is lost, with all that no majority has. */
    STORE_FAILOVERS,
    /** Calls of the store take up to a third of a second each way. */
    STORE_SLOW,
    /** The store is away for a while. */
    STORE_OUTAGES,
    /** Producing times out: never done, done, or done later. */
    BROKER_TIMEOUTS,
    BROKER_OUTAGES,
    /** Partitions move to other consumers, while the old ones still work. */
    REBALANCES,
    /** Replicas' clocks differ by up to two seconds. */
    SKEWED_CLOCKS,
    /** Calls to the channel time out, are throttled, or done and not answered. */
    CHANNEL_TIMEOUTS,
    /** The answer to the create call claims what it cannot know. */
    CHANNEL_LIES,
    CALLBACKS_LOST,
    /** Acknowledged ones come again too, up to the next day. */
    CALLBACKS_REPEATED,
    CALLBACKS_SLOW,
    /** With another amount, order or status, and a signature that does not fit. */
    CALLBACKS_TAMPERED,
    /** Signed by the channel, with an amount that is not what it charged. */
    CALLBACKS_WRONG,
    /** The channel charges another amount than it was asked to. */
    WRONG_CHARGES,
    SECOND_PAYMENTS,
    /** Charged when it is about to be closed, or was. */
    LATE_PAYMENTS,
    /** Merchants repeat their requests, at the same time too. */
    REPEATED_REQUESTS,
    /** The merchant's own code sends the order to the channel and registers it later. */
    REGISTERED_LATER,
    /** Merchants close orders, while buyers may be paying. */
    CLOSED_BY_MERCHANT,
    /** Merchants give money back, in parts and more than once. */
    REFUNDED_BY_MERCHANT,
    /** The channel takes refunds and later finds that it cannot make them. */
    REFUNDS_FAIL,
    /** The day's allowance is one refund that nobody asked for. */
    ALLOWANCE_SPENT,
    /** The channel takes only a few calls in a second. */
    BUDGET_TIGHT,
    /** Late payments are to be accepted. */
    LATE_ACCEPTED,
    /** The channel knows nothing of a payment before its buyer has tried to pay, as Alipay does. */
    UNKNOWN_UNTIL_SCANNED,
    /**
     * By the order's number the channel finds a payment only after a while, at once by one of its own, and it repeats its
     * first answer to who repeats the create call, as Stripe does.
     */
    FOUND_LATE,
    /** At the channel payments stay open until they are closed, as at Stripe. */
    NEVER_EXPIRES,
    /** Who repeats a create call gets the same answer again, and not that the number is taken. */
    CREATE_TOLD_AGAIN,
    /** A refund is told by all that was given back so far, and only where it worked, as Alipay does. */
    REFUNDS_TOLD_IN_SUM
}
