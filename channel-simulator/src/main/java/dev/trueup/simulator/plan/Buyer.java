package dev.trueup.simulator.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the buyer of a payment does by himself. */
public enum Buyer {
    @JsonProperty("pay")
    PAY,
    /** The payment fails for good at the channel. */
    @JsonProperty("fail")
    FAIL,
    /** A first attempt is declined, a second one pays. */
    @JsonProperty("declineFirst")
    DECLINE_FIRST,
    /** Goes away; the channel closes the payment when it expires. */
    @JsonProperty("abandon")
    ABANDON,
    /** Nothing, until the control API says what. */
    @JsonProperty("wait")
    WAIT
}
