package dev.trueup.simulator.delivery.http;

import dev.trueup.channels.http.HttpExchange;
import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.delivery.CallbackPost;
import dev.trueup.simulator.ledger.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts callbacks by HTTP; the channel says what is an acknowledgement. */
public final class HttpCallbackPost implements CallbackPost {
    private static final Logger log = LoggerFactory.getLogger(HttpCallbackPost.class);

    private final HttpExchange http;
    private final MeterRegistry meters;

    public HttpCallbackPost(HttpExchange http, MeterRegistry meters) {
        this.http = http;
        this.meters = meters;
    }

    @Override
    public Answer post(SimulatedChannel channel, String url, Callback callback) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofByteArray(callback.body()));
        callback.headers().forEach(request::setHeader);
        Answer answer = switch (http.send(request.build())) {
            case HttpExchange.Result.Answered(int status, HttpHeaders headers, byte[] body) ->
                channel.acknowledges(status, body) ? Answer.ACKNOWLEDGED : Answer.REFUSED;
            case HttpExchange.Result.Unanswered(String why) -> {
                log.info("a callback of {} was not answered by {}: {}", channel.id(), url, why);
                yield Answer.NONE;
            }
        };
        String answered = answer.name().toLowerCase(Locale.ROOT);
        meters.counter("trueup.simulator.callbacks", "channel", channel.id(), "answer", answered)
                .increment();
        return answer;
    }
}
