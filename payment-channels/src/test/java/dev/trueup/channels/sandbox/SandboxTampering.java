package dev.trueup.channels.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.Tampering;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON, and Standard Webhooks' three headers. */
public final class SandboxTampering implements Tampering {
    private static final Instant NOW = Instant.parse("2026-11-25T07:00:02Z");
    private static final byte[] BODY = Samples.paid();

    @Override
    public CallbackProtocol protocol() {
        return new SandboxCallbacks(Samples.credentials(Samples.SECRET));
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public ReceivedCallback right() {
        return signed("msg_1", NOW, BODY);
    }

    private static Map<String, String> headers(String id, Instant at, byte[] body) {
        return Samples.signer(Samples.SECRET).headers(id, at, body);
    }

    private static ReceivedCallback signed(String id, Instant at, byte[] body) {
        return Tampering.received(headers(id, at, body), body);
    }

    @Override
    public Optional<ReceivedCallback> before(What what) {
        return switch (what) {
            case TIMESTAMP -> Optional.of(signed("msg_1", NOW.minus(Duration.ofMinutes(6)), BODY));
            case NONCE -> Optional.of(signed("msg_2", NOW, BODY));
            case SIGNATURE, KEY_ID, ALGORITHM -> Optional.empty();
            default -> Optional.ofNullable(body(what)).map(body -> signed("msg_1", NOW, body));
        };
    }

    @Override
    public Optional<ReceivedCallback> after(What what) {
        Map<String, String> good = headers("msg_1", NOW, BODY);
        return switch (what) {
            case TIMESTAMP ->
                Optional.of(Tampering.received(
                        Tampering.with(good, "webhook-timestamp", Long.toString(NOW.getEpochSecond() + 1)), BODY));
            case NONCE -> Optional.of(Tampering.received(Tampering.with(good, "webhook-id", "msg_2"), BODY));
            case SIGNATURE ->
                Optional.of(Tampering.received(
                        Tampering.with(good, "webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
                        BODY));
            case ALGORITHM ->
                Optional.of(Tampering.received(
                        Tampering.with(
                                good,
                                "webhook-signature",
                                Tampering.changed(good.getOrDefault("webhook-signature", ""), "v1,", "v1a,")),
                        BODY));
            case KEY_ID -> Optional.empty();
            default -> Optional.ofNullable(body(what)).map(body -> Tampering.received(good, body));
        };
    }

    private static byte @Nullable [] body(What what) {
        return switch (what) {
            case AMOUNT -> body("8888", "8889");
            case CURRENCY -> body("CNY", "USD");
            case ORDER_NUMBER -> body("dcs01jdk7v", "dcs01jdk8v");
            case STATUS -> body("payment.succeeded", "payment.failed");
            case MERCHANT -> body("\"m-1\"", "\"m-2\"");
            case TRANSACTION -> body("tx-1", "tx-2");
            case DUPLICATE_PARAMETERS -> body("\"amount\":8888", "\"amount\":1,\"amount\":8888");
            case CHARSET -> new String(BODY, UTF_8).getBytes(StandardCharsets.UTF_16);
            case TRAILING_BYTES -> (new String(BODY, UTF_8) + "}").getBytes(UTF_8);
            default -> null;
        };
    }

    private static byte[] body(String good, String bad) {
        return Tampering.changed(new String(BODY, UTF_8), good, bad).getBytes(UTF_8);
    }
}
