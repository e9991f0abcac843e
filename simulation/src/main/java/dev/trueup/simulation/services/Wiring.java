package dev.trueup.simulation.services;

/** What the services' settings of their neighbours come to. */
public final class Wiring {
    private Wiring() {}

    /** order-service reads with read concern majority. */
    public static boolean ordersReadMajority() {
        return true;
    }

    /** reconciliation-service reads with the server's default, what its primary has. */
    public static boolean pendingOrdersReadMajority() {
        return false;
    }
}
