package dev.trueup.ingest.callback;

import dev.trueup.ingest.SandboxChannel.Signed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Calls the service as a channel does. */
final class Caller {
    private static final Duration CHANNELS_PATIENCE = Duration.ofSeconds(20);

    /** On virtual threads, so that the threads counted in a test are the service's and not the caller's. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final int port;

    Caller(int port) {
        this.port = port;
    }

    HttpResponse<String> post(Signed callback) throws Exception {
        return post(callback.headers(), callback.body());
    }

    /** Posts with the headers, and one more by name and value. */
    HttpResponse<String> post(Map<String, String> headers, byte[] body, String... more) throws Exception {
        return client.send(request("/callbacks/sandbox", headers, body, more), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Map<String, String> headers, byte[] body) throws Exception {
        return client.send(request(path, headers, body), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postAsync(Signed callback) {
        return client.sendAsync(
                request("/callbacks/sandbox", callback.headers(), callback.body()), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest request(String path, Map<String, String> headers, byte[] body, String... more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(CHANNELS_PATIENCE)
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        for (int i = 0; i < more.length; i += 2) {
            request.header(more[i], more[i + 1]);
        }
        return request.build();
    }
}
