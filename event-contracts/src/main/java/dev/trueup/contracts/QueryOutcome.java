package dev.trueup.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of a {@link QueryBack}.
 *
 * @param orderNo the order asked about
 * @param channel the channel asked
 * @param attempt the query-back's own
 * @param outcome what it led to
 */
public record QueryOutcome(String orderNo, String channel, int attempt, Outcome outcome) {
    public enum Outcome {
        /** The channel's answer decided the order. */
        @JsonProperty("decided")
        DECIDED,
        /** The channel answered, and the order is still undecided. */
        @JsonProperty("still-pending")
        STILL_PENDING,
        /** The channel does not know the order number (yet). */
        @JsonProperty("not-known")
        NOT_KNOWN,
        /** The order had been decided before it was asked about; the channel was not called. */
        @JsonProperty("settled")
        SETTLED,
        /** Not asked: the budget, the bulkhead or the channel's own limit said no, or it came too late to be worth a call. */
        @JsonProperty("throttled")
        THROTTLED,
        /** Asked without a usable answer. */
        @JsonProperty("failed")
        FAILED
    }
}
