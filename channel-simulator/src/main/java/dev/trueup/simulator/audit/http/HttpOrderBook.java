package dev.trueup.simulator.audit.http;

import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.http.HttpExchange.Result;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.kafka.ContractJson;
import dev.trueup.contracts.kafka.UnreadableEventException;
import dev.trueup.simulator.audit.AuditImpossibleException;
import dev.trueup.simulator.audit.OrderBook;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /orders} page by page, and {@code GET /orders/{orderNo}}. */
public final class HttpOrderBook implements OrderBook {
    private static final int PAGE = 500;

    private final HttpExchange http;
    private final String orderService;

    /**
     * The orders of one order-service.
     *
     * @param http lets a page of orders pass, some megabytes
     * @param orderService its root, such as {@code http://localhost:1234}
     */
    public HttpOrderBook(HttpExchange http, URI orderService) {
        this.http = http;
        this.orderService = orderService.toString().replaceAll("/+$", "");
    }

    private record Single(OrderSnapshot order) {}

    @Override
    public Page page(@Nullable String after) {
        String cursor = after == null ? "" : "&after=" + encoded(after);
        String path = "/orders?limit=" + PAGE + cursor;
        return get(path, Page.class).orElseThrow(() -> impossible(path, "HTTP status 404"));
    }

    @Override
    public Optional<OrderSnapshot> order(String orderNo) {
        return get("/orders/" + encoded(orderNo), Single.class).map(Single::order);
    }

    private <T> Optional<T> get(String path, Class<T> type) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(orderService + path))
                .header("Accept", "application/json")
                .build();
        return switch (http.send(request)) {
            case Result.Answered(int status, HttpHeaders headers, byte[] body)
            when status == 200 -> Optional.of(read(path, body, type));
            case Result.Answered(int status, HttpHeaders headers, byte[] body) when status == 404 -> Optional.empty();
            case Result.Answered(int status, HttpHeaders headers, byte[] body) ->
                throw impossible(path, "HTTP status " + status);
            case Result.Unanswered(String why) -> throw impossible(path, why);
        };
    }

    private static <T> T read(String path, byte[] body, Class<T> type) {
        try {
            return ContractJson.read(body, type);
        } catch (UnreadableEventException e) {
            throw impossible(path, String.valueOf(e.getMessage()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static AuditImpossibleException impossible(String path, String why) {
        return new AuditImpossibleException("order-service, GET " + path + ": " + why);
    }
}
