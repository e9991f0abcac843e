package dev.trueup.testservers;

/** The servers that a test can have. */
enum ServerKind {
    KAFKA("Kafka", "TRUEUP_TEST_KAFKA"),
    MONGODB("MongoDB", "TRUEUP_TEST_MONGODB");

    private final String label;
    private final String variable;

    ServerKind(String label, String variable) {
        this.label = label;
        this.variable = variable;
    }

    String label() {
        return label;
    }

    /** The environment variable that names a running server, as clients take its address. */
    String variable() {
        return variable;
    }
}
