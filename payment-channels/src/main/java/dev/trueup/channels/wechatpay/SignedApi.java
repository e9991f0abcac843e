package dev.trueup.channels.wechatpay;

import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ChannelClient.NoAnswer;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.http.HttpExchange.Result;
import dev.trueup.channels.json.StrictJson;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Signed requests, and answers believed by their signatures. WeChat Pay signs an answer whenever the request's signature
 * was right, so only a refusal that says nothing about a payment may come without one.
 */
final class SignedApi {
    private static final byte[] NOTHING = {};

    private final WechatPayCredentials credentials;
    private final MerchantAuthorization authorization;
    private final PlatformSignature signature;
    private final HttpExchange http;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    SignedApi(WechatPayCredentials credentials, HttpExchange http, InstantSource clock) {
        this.credentials = credentials;
        this.authorization = new MerchantAuthorization(credentials);
        this.signature = new PlatformSignature(credentials.platformKeys());
        this.http = http;
        this.clock = clock;
    }

    /** How a call ended. */
    sealed interface Outcome {
        /** Done, and WeChat Pay's own word. */
        record Success(byte[] body) implements Outcome {}

        /** 4xx, in the channel's form and signed: the code may be believed. */
        record Problem(String code, String message) implements Outcome {}

        record None(NoAnswer answer) implements Outcome {}
    }

    Outcome get(String path) {
        return call("GET", path, null);
    }

    Outcome post(String path, Object body) {
        return call("POST", path, WechatPayJson.MAPPER.writeValueAsBytes(body));
    }

    private Outcome call(String method, String path, byte @Nullable [] body) {
        URI uri = URI.create(credentials.baseUrl() + path);
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        byte[] signed = Objects.requireNonNullElse(body, NOTHING);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Authorization", authorization.header(method, target, clock.instant(), nonce(), signed))
                .header("Accept", "application/json")
                .header("User-Agent", "Trueup")
                .header(PlatformSignature.SERIAL, credentials.platformPublicKeyId())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return switch (http.send(request.build())) {
            case Result.Unanswered(String why) -> none(new Unanswered(why));
            case Result.Answered(int status, HttpHeaders headers, byte[] answer) -> judged(status, headers, answer);
        };
    }

    private Outcome judged(int status, HttpHeaders headers, byte[] body) {
        if (status == 429) {
            return none(new Throttled());
        }
        boolean done = status == 200 || status == 204; // 202: taken on and not done so far, to be sent again
        if (!done && (status < 400 || status >= 500)) {
            return none(new Unanswered("HTTP status " + status));
        }
        boolean signed = headers.firstValue(PlatformSignature.SIGNATURE).isPresent();
        boolean believed =
                signed && signature.verify(headers::allValues, body, clock.instant()) instanceof Verification.Verified;
        if (done) {
            return believed ? new Outcome.Success(body) : none(unbelieved(status));
        }
        if (signed && !believed) {
            return none(unbelieved(status));
        }
        return problem(status, body, believed);
    }

    private static Outcome problem(int status, byte[] body, boolean believed) {
        try {
            WechatPayOrder.Problem problem = StrictJson.read(WechatPayJson.MAPPER, body, WechatPayOrder.Problem.class);
            String message = Objects.requireNonNullElse(problem.message(), "");
            return believed
                    ? new Outcome.Problem(problem.code(), message)
                    : none(new Refused(false, problem.code(), message));
        } catch (JacksonException e) {
            return none(new Unanswered("HTTP status " + status + " without the channel's error form"));
        }
    }

    private static Unanswered unbelieved(int status) {
        return new Unanswered("HTTP status " + status + " whose signature does not agree");
    }

    private static Outcome none(NoAnswer answer) {
        return new Outcome.None(answer);
    }

    private String nonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
