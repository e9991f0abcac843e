package dev.trueup.embedded;

import java.util.Map;

/**
 * A Kafka broker in this JVM: one KRaft node, broker and controller in one, listening on loopback only, its data in a
 * temporary directory that goes when it is closed. It is Kafka itself, not an imitation; but one node replicates
 * nothing, and it lives and dies with its JVM.
 *
 * <p>Topics are not created by being named. Several brokers can run side by side in one JVM. The data stays behind only
 * if the JVM ends without {@link #close()}.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final KraftNode node;
    private final KraftSockets sockets;
    private final TemporaryDirectory data;

    private EmbeddedKafka(KraftNode node, KraftSockets sockets, TemporaryDirectory data) {
        this.node = node;
        this.sockets = sockets;
        this.data = data;
    }

    /**
     * Starts a broker and returns once it takes requests, after 1 to 2 seconds.
     *
     * @param port where clients find it, 1 to 65535, or 0 for any free one
     * @throws PortTakenException if something else listens on that port
     */
    public static EmbeddedKafka start(int port) {
        return start(port, Map.of());
    }

    /**
     * As {@link #start(int)}, with broker settings of the caller's own, which win over ours.
     *
     * @param settings by Kafka's names, such as {@code message.max.bytes}
     * @throws IllegalStateException if the broker does not start with them
     */
    public static EmbeddedKafka start(int port, Map<String, String> settings) {
        var sockets = KraftSockets.open(port);
        var data = TemporaryDirectory.create("trueup-kafka-");
        try {
            return new EmbeddedKafka(KraftNode.start(sockets, data.path(), settings), sockets, data);
        } catch (Exception e) {
            sockets.close();
            data.close();
            throw new IllegalStateException("the embedded Kafka broker did not start: " + e.getMessage(), e);
        }
    }

    /** What clients take as {@code bootstrap.servers}: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return Loopback.HOST + ":" + port();
    }

    public int port() {
        return sockets.brokerPort();
    }

    /** Stops the broker; when this returns its ports are free and its data is gone. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            node.close();
        } finally {
            sockets.close();
            data.close();
        }
    }
}
