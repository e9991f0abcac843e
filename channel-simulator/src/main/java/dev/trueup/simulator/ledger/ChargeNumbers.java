package dev.trueup.simulator.ledger;

/** How a channel numbers what it charges; the number follows from the order's, so that charging twice names it once. */
@FunctionalInterface
public interface ChargeNumbers {
    /** Numbers that mean nothing. */
    ChargeNumbers ANY = Ids::transaction;

    /**
     * The number of a charge.
     *
     * @param charge 1 for the order's first, 2 for its second, 0 for one that is only pretended
     */
    String number(String orderNo, int charge);
}
