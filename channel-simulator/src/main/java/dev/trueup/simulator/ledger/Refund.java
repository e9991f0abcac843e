package dev.trueup.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money given back, or asked to be.
 *
 * @param transactionId the charge it is taken from
 */
public record Refund(
        String refundNo,
        String transactionId,
        long amount,
        State state,
        Instant requestedAt,
        @Nullable Instant decidedAt) {
    public enum State {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED
    }
}
