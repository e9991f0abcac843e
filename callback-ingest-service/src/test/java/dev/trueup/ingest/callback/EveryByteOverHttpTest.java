package dev.trueup.ingest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.ingest.RunningIngest;
import dev.trueup.ingest.SandboxChannel;
import dev.trueup.ingest.SandboxChannel.Signed;
import dev.trueup.ingest.SignedCallbacks;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A callback of every channel with any one byte of it changed: refused, or it says exactly the same. */
@RunningIngest
class EveryByteOverHttpTest {
    private static final int AT_ONCE = 8;

    private final Caller caller;

    EveryByteOverHttpTest(@LocalServerPort int port) {
        this.caller = new Caller(port);
    }

    /** What is posted instead, and what was changed in it. */
    private record Changed(String what, Signed callback) {}

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "wechat-pay", "alipay", "stripe"})
    void anyByteChangedIsRefusedOrReadsTheSame(String channel) throws Exception {
        CallbackProtocol protocol = SignedCallbacks.protocol(channel);
        Signed good = SignedCallbacks.paid(channel, SandboxChannel.newOrderNo());
        assertThat(post(channel, good).statusCode())
                .isEqualTo(protocol.accepted().status());
        CallbackProtocol.Reading said = protocol.read(good.body());

        List<Changed> all = new ArrayList<>(bodies(good));
        all.addAll(headers(good, protocol));
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            all.forEach(changed -> answers.add(threads.submit(() -> post(channel, changed.callback()))));
            for (int i = 0; i < all.size(); i++) {
                HttpResponse<String> answer = answers.get(i).get();
                Changed changed = all.get(i);
                if (answer.statusCode() == protocol.accepted().status()) {
                    assertThat(protocol.read(changed.callback().body()))
                            .as(changed.what())
                            .isEqualTo(said);
                } else {
                    assertThat(answer.statusCode()).as(changed.what()).isBetween(400, 499);
                }
            }
        }
    }

    private HttpResponse<String> post(String channel, Signed callback) throws Exception {
        return caller.post("/callbacks/" + channel, callback.headers(), callback.body());
    }

    private static List<Changed> bodies(Signed good) {
        List<Changed> all = new ArrayList<>();
        for (int position = 0; position < good.body().length; position++) {
            byte[] body = good.body().clone();
            body[position] ^= 1;
            all.add(new Changed("body, byte " + position, new Signed(good.headers(), body)));
        }
        return all;
    }

    private static List<Changed> headers(Signed good, CallbackProtocol protocol) {
        List<Changed> all = new ArrayList<>();
        good.headers().forEach((name, value) -> {
            boolean signs = protocol.signatureHeaders().stream().anyMatch(name::equalsIgnoreCase);
            for (int position = 0; signs && position < value.length(); position++) {
                char changed = (char) (value.charAt(position) ^ 1);
                Map<String, String> headers = new HashMap<>(good.headers());
                headers.put(name, value.substring(0, position) + changed + value.substring(position + 1));
                all.add(new Changed(name + ", character " + position, new Signed(headers, good.body())));
            }
        });
        return all;
    }
}
