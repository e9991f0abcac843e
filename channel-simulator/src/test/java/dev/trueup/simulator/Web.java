package dev.trueup.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP calls to the running simulator. */
public record Web(int port, HttpClient client) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An answer, its body read as JSON where it is some. */
    public record Answer(int status, JsonNode body, Map<String, List<String>> headers) {}

    public Web(int port) {
        this(port, HttpClient.newHttpClient());
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    public Answer put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json");
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            String type = response.headers().firstValue("content-type").orElse("");
            return new Answer(
                    response.statusCode(),
                    JSON.readTree(type.contains("json") ? response.body() : "null"),
                    response.headers().map());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
