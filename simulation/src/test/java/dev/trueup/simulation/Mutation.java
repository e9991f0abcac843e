package dev.trueup.simulation;

import java.nio.file.Path;

/**
 * One way to break the code or its wiring.
 *
 * @param source the file, from the repository's root
 * @param text what is replaced, at its first place; it must be there
 */
record Mutation(String name, String source, String text, String replacement) {
    private static final String ORDERS = "order-service/src/main/java/dev/trueup/orders/";
    private static final String INGEST = "callback-ingest-service/src/main/java/dev/trueup/ingest/";
    private static final String WIRING = "simulation/src/main/java/dev/trueup/simulation/";

    static Mutation ofOrders(String name, String source, String text, String replacement) {
        return new Mutation(name, ORDERS + source, text, replacement);
    }

    static Mutation ofIngest(String name, String source, String text, String replacement) {
        return new Mutation(name, INGEST + source, text, replacement);
    }

    static Mutation ofWiring(String name, String source, String text, String replacement) {
        return new Mutation(name, WIRING + source, text, replacement);
    }

    Path file() {
        return Path.of("..").resolve(source);
    }

    @Override
    public String toString() {
        return name;
    }
}
