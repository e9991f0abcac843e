package dev.trueup.orders.order;

/** What a statement comes to. */
public sealed interface Decision {
    Verdict verdict();

    /** The order changes. */
    record Changed(Verdict verdict, Transition transition) implements Decision {}

    /** The order stays as it is. */
    record Unchanged(Verdict verdict) implements Decision {}

    /** The order stays as it is until the channel has been asked whether it means what it told. */
    record Ask(Verdict verdict) implements Decision {}

    /** The kinds of decision; the first that matches wins. */
    enum Verdict {
        /** No such order: kept, and applied should the order appear. */
        UNKNOWN_ORDER,
        /** Channel, merchant or money is not the order's. */
        MISMATCH,
        /** A charge beside the accepted one. */
        SECOND_PAYMENT,
        /** A charge for an order that had ended unpaid. */
        LATE_PAYMENT,
        /** The opposite of what is held true by evidence. */
        CONTRADICTION,
        /** What is known already, or less. */
        DUPLICATE,
        /** A legal transition with everything agreeing. */
        APPLIED
    }
}
