package dev.trueup.channels.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A channel that answers what a test says, and tells what it was asked. */
final class TestChannel implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Answer answer = exchange -> exchange.sendResponseHeaders(500, -1);
    private volatile @Nullable Asked last;

    TestChannel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            try (exchange) {
                last = new Asked(
                        exchange.getRequestMethod() + " "
                                + exchange.getRequestURI().getRawPath(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                answer.give(exchange);
            }
        });
        server.start();
    }

    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    /** A request as it came. */
    record Asked(String line, String authorization, String body) {}

    void answers(Answer given) {
        answer = given;
    }

    void answers(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        answer = exchange -> {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    Asked last() {
        return Objects.requireNonNull(last);
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sandbox");
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
