package dev.trueup.channels.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request, one answer, within one time limit that covers connecting, waiting and reading the whole body. The JDK's
 * own request time-out ends with the response's headers, so a channel that drips its body would hold the caller.
 */
public final class HttpExchange {
    private final HttpClient client;
    private final Duration timeout;
    private final int maxBytes;
    private final Turn turn;

    /** Says when a request may leave. */
    @FunctionalInterface
    public interface Turn {
        /** Waits for it; false if the request may not leave. */
        boolean take();
    }

    /**
     * Exchanges over {@code client}.
     *
     * @param timeout of the whole exchange
     * @param maxBytes the largest body that is read; a larger one is an unusable answer
     */
    public HttpExchange(HttpClient client, Duration timeout, int maxBytes) {
        this(client, timeout, maxBytes, () -> true);
    }

    private HttpExchange(HttpClient client, Duration timeout, int maxBytes, Turn turn) {
        this.client = client;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
        this.turn = turn;
    }

    /** The same, each request waiting for its turn; one that gets none is not sent. */
    public HttpExchange taking(Turn turns) {
        return new HttpExchange(client, timeout, maxBytes, turns);
    }

    /** Sends {@code request}; never throws. */
    public Result send(HttpRequest request) {
        if (!turn.take()) {
            return new Result.Unanswered("not sent: no turn within the budget");
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, response -> new BoundedBody(maxBytes));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Result.Answered(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Result.Unanswered("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Result.Unanswered(why(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Result.Unanswered("interrupted while waiting for the answer");
        }
    }

    private static String why(Throwable cause) {
        String kind = cause instanceof IOException ? "connection failed" : "call failed";
        return kind + ": " + cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")");
    }

    /** How an exchange ended. */
    public sealed interface Result {
        record Answered(int status, HttpHeaders headers, byte[] body) implements Result {}

        record Unanswered(String why) implements Result {}
    }
}
