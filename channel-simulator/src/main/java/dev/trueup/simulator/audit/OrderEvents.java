package dev.trueup.simulator.audit;

/** The events of all orders, read from the first on. */
public interface OrderEvents {
    /**
     * Starts reading.
     *
     * @throws AuditImpossibleException when they cannot be read
     */
    Reading open();

    interface Reading extends AutoCloseable {
        /**
         * Reads what there is by now, from where the last call stopped.
         *
         * @throws AuditImpossibleException when it cannot be read
         */
        void readOn(Trails trails);

        @Override
        void close();
    }
}
