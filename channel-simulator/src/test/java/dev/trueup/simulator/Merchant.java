package dev.trueup.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.sandbox.SandboxCallbacks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's end of the callbacks: keeps what comes, says whether it would believe it, answers as told. */
public final class Merchant implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final SandboxCallbacks protocol;
    private final InstantSource clock;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Received> answer = callback -> callback.believed() ? 204 : 400;

    /** A callback as it came in. */
    public record Received(Instant at, ReceivedCallback raw, JsonNode body, boolean believed) {
        public String type() {
            return body.path("type").asString();
        }

        public String orderNo() {
            return body.path("data").path("orderNo").asString();
        }

        public long amount() {
            return body.path("data").path("amount").asLong();
        }

        public String transactionId() {
            return body.path("data").path("transactionId").asString("");
        }

        public String header(String name) {
            return raw.header(name).getFirst();
        }
    }

    public Merchant(InstantSource clock) throws IOException {
        this.clock = clock;
        this.protocol = new SandboxCallbacks(TestCredentials.SANDBOX);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/callbacks/sandbox", this::take);
        server.start();
    }

    public String notifyUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callbacks/sandbox";
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public List<Received> believed() {
        return received.stream().filter(Received::believed).toList();
    }

    public List<Received> disbelieved() {
        List<Received> others = new ArrayList<>(received);
        others.removeIf(Received::believed);
        return others;
    }

    /** Answers every callback with this status from now on. */
    public void answer(ToIntFunction<Received> status) {
        this.answer = status;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var raw = new ReceivedCallback(
                    exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
            boolean believed = protocol.verify(raw, clock.instant()) instanceof Verification.Verified;
            var callback = new Received(clock.instant(), raw, JSON.readTree(raw.body()), believed);
            received.add(callback);
            exchange.sendResponseHeaders(answer.applyAsInt(callback), -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
