package dev.trueup.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of one order. Folding an order's events is taking the {@code order} of the highest version.
 *
 * @param order the whole order as it is after this change
 * @param version the order's version after this change; grows by one with each event of the order
 * @param evidence what the change rests on; null where it rests on the merchant's own request
 */
public record OrderEvent(
        OrderSnapshot order, long version, @Nullable Evidence evidence) {
    /**
     * What a change rests on.
     *
     * @param source {@code callback}, {@code query}, {@code statement}, {@code synchronous-answer}, {@code policy} or
     *     {@code person}
     * @param said what the channel said, in one word of Trueup's ({@code unpaid}, {@code closed}, …)
     * @param digest the key of the statement kept under the order's {@code statements}; null where none is kept
     * @param heardAt when Trueup heard it
     */
    public record Evidence(
            String source, String said, @Nullable String digest, Instant heardAt) {}
}
