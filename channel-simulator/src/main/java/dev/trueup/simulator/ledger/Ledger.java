package dev.trueup.simulator.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps the payments. Every change of one is atomic: of two at once, the second is made on what the first has left. */
public interface Ledger {
    Optional<Payment> find(String orderNo);

    /** Those of the payments that exist, by order number. */
    Map<String, Payment> find(Collection<String> orderNos);

    /** Adds a payment; false if its number is in use. */
    boolean add(Payment payment);

    /**
     * Changes a payment; empty if there is none.
     *
     * @param step free of side effects, since it may be asked again; an equal payment back means: nothing to change
     */
    Optional<Change> change(String orderNo, UnaryOperator<Payment> step);

    /**
     * Takes what is due by now until {@code until}, the longest due first. Costs what is due, not what there is.
     *
     * @param payments of how many payments at most
     */
    List<Claim> claimDue(Instant now, Instant until, int payments);

    /** Payments by order number, those after {@code after}. */
    List<Payment> page(@Nullable String after, int limit);

    Statistics statistics();

    /**
     * Reserves a number for an order, for good; at once or before.
     *
     * @return whether it is this order's, and no other's
     */
    boolean reserve(String number, String orderNo);

    /** The order that a number was reserved for. */
    Optional<String> reservedFor(String number);

    /** The next running number, from 1; never the same twice. */
    long nextNumber();
}
