package dev.trueup.simulation;

/** What the services' settings of their neighbours come to. */
final class Wiring {
    private Wiring() {}

    /** order-service reads with read concern majority. */
    static boolean ordersReadMajority() {
        return true;
    }

    /** reconciliation-service reads with the server's default, what its primary has. */
    static boolean pendingOrdersReadMajority() {
        return false;
    }
}
