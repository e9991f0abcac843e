package dev.trueup.embedded;

/** The port that an embedded server was given is in use; nothing has been started. */
public final class PortTakenException extends RuntimeException {
    private final String server;
    private final int port;

    PortTakenException(String server, int port) {
        super("port %d on %s, wanted for %s, is taken".formatted(port, Loopback.HOST, server));
        this.server = server;
        this.port = port;
    }

    /** Which server wanted the port: {@code Kafka} or {@code MongoDB}. */
    public String server() {
        return server;
    }

    /** The port, 1 to 65535. */
    public int port() {
        return port;
    }
}
