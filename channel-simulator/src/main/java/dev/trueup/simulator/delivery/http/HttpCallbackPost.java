package dev.trueup.simulator.delivery.http;

import dev.trueup.channels.http.HttpExchange;
import dev.trueup.simulator.delivery.Callback;
import dev.trueup.simulator.delivery.CallbackPost;
import dev.trueup.simulator.ledger.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;

/** Posts callbacks by HTTP; a 2xx is the acknowledgement. */
public final class HttpCallbackPost implements CallbackPost {
    private final HttpExchange http;
    private final MeterRegistry meters;

    public HttpCallbackPost(HttpExchange http, MeterRegistry meters) {
        this.http = http;
        this.meters = meters;
    }

    @Override
    public Answer post(String url, Callback callback) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofByteArray(callback.body()));
        callback.headers().forEach(request::setHeader);
        Answer answer = switch (http.send(request.build())) {
            case HttpExchange.Result.Answered(int status, byte[] body) ->
                status >= 200 && status < 300 ? Answer.ACKNOWLEDGED : Answer.REFUSED;
            case HttpExchange.Result.Unanswered(String why) -> Answer.NONE;
        };
        meters.counter("trueup.simulator.callbacks", "answer", answer.name().toLowerCase(Locale.ROOT))
                .increment();
        return answer;
    }
}
