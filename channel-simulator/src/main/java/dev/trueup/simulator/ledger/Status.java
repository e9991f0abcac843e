package dev.trueup.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a payment stands at its channel. Every status but {@link #PENDING} is final. */
public enum Status {
    @JsonProperty("pending")
    PENDING,
    /** Charged; refunds don't change it. */
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED,
    /** Ended unpaid. */
    @JsonProperty("closed")
    CLOSED
}
