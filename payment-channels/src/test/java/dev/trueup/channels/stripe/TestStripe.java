package dev.trueup.channels.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An API that answers what a test says, one answer a call and the last one from then on, and keeps what it was asked. */
final class TestStripe implements AutoCloseable {
    private final HttpServer server;
    private final ConcurrentLinkedDeque<Answer> answers = new ConcurrentLinkedDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private record Answer(int status, String body) {}

    /** A request as it came in. */
    record Asked(
            String method,
            String path,
            StripeForm parameters,
            @Nullable String authorization,
            @Nullable String version,
            @Nullable String idempotencyKey) {
        String line() {
            return method + " " + path;
        }
    }

    TestStripe() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String query = exchange.getRequestURI().getRawQuery();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                StripeForm.parse(query == null ? body : query),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Stripe-Version"),
                exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** From now on, until something else is to be answered. */
    TestStripe answers(int status, String body) {
        answers.clear();
        asked.clear();
        return then(status, body);
    }

    /** After the answers so far. */
    TestStripe then(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
