package dev.trueup.simulator.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Everything that can go wrong with a payment. Their names as a plan writes them are part of the simulator's API. */
public enum Fault {
    /** The callback comes after {@code longCallbackDelay} instead of {@code callbackDelay}. */
    @JsonProperty("longDelay")
    LONG_DELAY,
    /** The callback about the outcome never comes, nor any repetition of it. */
    @JsonProperty("drop")
    DROP,
    /** The callback comes again though it was acknowledged. */
    @JsonProperty("repeat")
    REPEAT,
    /** The callback comes again 24 hours later, newly made and newly signed. */
    @JsonProperty("nextDayRepeat")
    NEXT_DAY_REPEAT,
    /** The callback is held back, and what happens later to the same payment is told at once: it overtakes. */
    @JsonProperty("reorder")
    REORDER,
    /** The merchant's acknowledgement does not arrive, so the channel sends the callback again. */
    @JsonProperty("lostAcknowledgement")
    LOST_ACKNOWLEDGEMENT,
    /** A stranger claims success, signed with a key of his own. */
    @JsonProperty("forged")
    FORGED,
    /** A signed callback whose amount was changed on the way. */
    @JsonProperty("tamperedAmount")
    TAMPERED_AMOUNT,
    /** A signed callback whose order number was changed on the way. */
    @JsonProperty("tamperedOrderNo")
    TAMPERED_ORDER_NO,
    /** A signed callback whose outcome was turned round on the way. */
    @JsonProperty("tamperedStatus")
    TAMPERED_STATUS,
    /** A callback whose signature was changed on the way. */
    @JsonProperty("tamperedSignature")
    TAMPERED_SIGNATURE,
    /** The channel sends a success with a signature that is wrong on purpose, where it is the custom to probe so. */
    @JsonProperty("signatureProbe")
    SIGNATURE_PROBE,
    /** What was tampered with comes instead of the true callback, not beside it. */
    @JsonProperty("tamperedInstead")
    TAMPERED_INSTEAD,
    /** The channel itself claims success with a wrong amount, correctly signed. */
    @JsonProperty("wrongAmount")
    WRONG_AMOUNT,
    /** The answer to create claims that it is paid already. */
    @JsonProperty("answerClaimsPaid")
    ANSWER_CLAIMS_PAID,
    /** The answer to create names another amount. */
    @JsonProperty("answerOtherAmount")
    ANSWER_OTHER_AMOUNT,
    /** The answer to create names another order number. */
    @JsonProperty("answerOtherOrderNo")
    ANSWER_OTHER_ORDER_NO,
    /** Create is answered with a server error though it took effect. */
    @JsonProperty("answerError")
    ANSWER_ERROR,
    /** Create takes effect at once and is answered after {@code slowAnswer}, when the merchant waits no longer. */
    @JsonProperty("answerSlow")
    ANSWER_SLOW,
    /** A failed payment is not told. */
    @JsonProperty("silentFailure")
    SILENT_FAILURE,
    /** That a payment was closed unpaid is told, which channels normally don't. */
    @JsonProperty("toldClosure")
    TOLD_CLOSURE,
    /** The buyer is charged a second time for the same order. */
    @JsonProperty("secondPayment")
    SECOND_PAYMENT,
    /** The buyer pays in the very moment in which the merchant closes the payment or it expires, and not before. */
    @JsonProperty("paysAtClose")
    PAYS_AT_CLOSE,
    /** A payment under way when it was closed is charged after {@code secondPaymentDelay} all the same. */
    @JsonProperty("chargedAfterClose")
    CHARGED_AFTER_CLOSE,
    /** The first refund of the payment is accepted and fails later. */
    @JsonProperty("failedRefund")
    FAILED_REFUND;

    /** Whether it makes a callback of its own that no receiver may believe. */
    public boolean isTampering() {
        return this == TAMPERED_AMOUNT
                || this == TAMPERED_ORDER_NO
                || this == TAMPERED_STATUS
                || this == TAMPERED_SIGNATURE;
    }

    /** Whether it makes the answer to create say what is not so. */
    public boolean isLie() {
        return this == ANSWER_CLAIMS_PAID || this == ANSWER_OTHER_AMOUNT || this == ANSWER_OTHER_ORDER_NO;
    }

    /** Whether it falsifies or spoils the answer to create. At most one of these befalls a payment. */
    public boolean isAnswer() {
        return this == ANSWER_CLAIMS_PAID
                || this == ANSWER_OTHER_AMOUNT
                || this == ANSWER_OTHER_ORDER_NO
                || this == ANSWER_ERROR
                || this == ANSWER_SLOW;
    }
}
