package dev.trueup.channels.alipay;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A gateway that answers what a test says, to requests that the merchant's key has signed. */
final class TestGateway implements AutoCloseable {
    private final HttpServer server;
    private volatile Function<GatewayRequest, String> answer = request -> "";
    private volatile int status = 200;
    private volatile @Nullable GatewayRequest last;

    TestGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/gateway.do", exchange -> {
            GatewayRequest request = GatewayRequest.read(
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestBody().readAllBytes());
            boolean signed = request != null && request.isSignedBy(Samples.MERCHANT.getPublic());
            last = request;
            byte[] body = (signed ? answer.apply(Objects.requireNonNull(request)) : "not signed by the merchant")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    void answers(Function<GatewayRequest, String> told) {
        answer = told;
    }

    void answers(int httpStatus, String told) {
        status = httpStatus;
        answer = request -> told;
    }

    GatewayRequest last() {
        return Objects.requireNonNull(last);
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
