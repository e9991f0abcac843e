package dev.trueup.testservers;

/**
 * A server that takes requests.
 *
 * @param address as clients take it: Kafka's bootstrap servers, or MongoDB's connection string
 * @param description what it is, for people
 * @param stop stops it, if it is ours
 */
record RunningServer(String address, String description, Stop stop) {

    /** Stops a server; bounded, and harmless if repeated. */
    @FunctionalInterface
    interface Stop {
        void run();
    }
}
