package dev.trueup.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;

/** Listening sockets on the loopback address. */
final class Loopback {
    static final String HOST = "127.0.0.1";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private Loopback() {}

    /**
     * Binds a listening socket, which the caller closes.
     *
     * @param server who wants it, for the message
     * @param port 0 for any free one, to 65535
     * @throws PortTakenException if something else listens there
     */
    static ServerSocketChannel listen(String server, int port) {
        // BSD and macOS let 127.0.0.1 be bound beside somebody's 0.0.0.0, and would take its connections away.
        if (port != 0 && answers(port)) {
            throw new PortTakenException(server, port);
        }
        try {
            return bound(port);
        } catch (BindException e) {
            throw taken(server, port, e);
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on %s:%d for %s".formatted(HOST, port, server), e);
        }
    }

    /** As {@link #listen}, and closes the socket again. */
    static void requireFree(String server, int port) {
        try {
            listen(server, port).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PortTakenException taken(String server, int port, BindException cause) {
        var taken = new PortTakenException(server, port);
        taken.initCause(cause);
        return taken;
    }

    static int port(ServerSocketChannel socket) {
        return socket.socket().getLocalPort();
    }

    private static ServerSocketChannel bound(int port) throws IOException {
        var socket = ServerSocketChannel.open();
        try {
            return socket.bind(address(port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static InetSocketAddress address(int port) throws UnknownHostException {
        // Always IPv4, as HOST says; the JDK's own loopback address depends on its settings.
        return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(address(port), (int) CONNECT_TIMEOUT.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
