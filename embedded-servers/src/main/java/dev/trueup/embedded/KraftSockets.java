package dev.trueup.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two listening sockets of a KRaft node, bound before the node exists. So a taken port is known before anything is
 * started, and no free port can be lost between finding and using it.
 */
record KraftSockets(ServerSocketChannel broker, ServerSocketChannel controller, int brokerPort, int controllerPort)
        implements ServerSocketFactory, AutoCloseable {
    static final String BROKER = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";

    static KraftSockets open(int brokerPort) {
        var broker = Loopback.listen("Kafka", brokerPort);
        try {
            var controller = Loopback.listen("Kafka's controller", 0);
            return new KraftSockets(broker, controller, Loopback.port(broker), Loopback.port(controller));
        } catch (RuntimeException e) {
            close(broker);
            throw e;
        }
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        var socket = switch (listenerName) {
            case BROKER -> broker;
            case CONTROLLER -> controller;
            default -> throw new IOException("no socket for the listener " + listenerName);
        };
        socket.configureBlocking(false);
        return socket;
    }

    @Override
    public void close() {
        close(broker);
        close(controller);
    }

    private static void close(ServerSocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
