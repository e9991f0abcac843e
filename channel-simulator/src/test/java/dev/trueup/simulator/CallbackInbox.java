package dev.trueup.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trueup.channels.CallbackAnswer;
import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ReceivedCallback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Where a merchant takes the callbacks of a channel: keeps what comes, and answers as its protocol has it. */
public final class CallbackInbox implements AutoCloseable {
    private final HttpServer server;
    private final CallbackProtocol protocol;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** A callback as it came in, and what its protocol thought of it then. */
    public record Received(ReceivedCallback raw, Verification verification, CallbackProtocol.Reading reading) {
        public boolean believed() {
            return verification instanceof Verification.Verified;
        }
    }

    public CallbackInbox(CallbackProtocol protocol) throws IOException {
        this.protocol = protocol;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callbacks");
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public List<Received> believed() {
        return received.stream().filter(Received::believed).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var raw = new ReceivedCallback(
                    exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
            var callback = new Received(raw, protocol.verify(raw, Instant.now()), protocol.read(raw.body()));
            received.add(callback);
            CallbackAnswer answer = callback.believed() ? protocol.accepted() : protocol.refused();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
