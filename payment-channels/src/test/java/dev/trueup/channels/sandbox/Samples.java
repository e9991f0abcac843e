package dev.trueup.channels.sandbox;

import dev.trueup.channels.ReceivedCallback;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A merchant, and what the channel tells it. */
final class Samples {
    static final String SECRET = "whsec_dHdlbnR5LWZvdXIgYnl0ZXMgc2VjcmV0";
    static final String ANOTHER_SECRET = "whsec_YW5vdGhlciB0d2VudHktZm91ciBieXRlcw==";
    static final String MERCHANT = "m-1";
    static final String ORDER = "dcs01jdk7v5w3m8zq4x9t2r6y0b1c";
    static final Instant PAID_AT = Instant.parse("2026-11-25T07:00:01.123Z");

    private Samples() {}

    static SandboxCredentials credentials(String secret, URI baseUrl) {
        return new SandboxCredentials(MERCHANT, "an-api-key", secret, baseUrl);
    }

    static SandboxCredentials credentials(String secret) {
        return credentials(secret, URI.create("http://127.0.0.1:1/sandbox"));
    }

    static SandboxNoticeSigner signer(String secret) {
        return new SandboxNoticeSigner(credentials(secret));
    }

    static SandboxNotice notice(SandboxNotice.Type type, @Nullable String transactionId, @Nullable String refundNo) {
        return new SandboxNotice(
                type,
                PAID_AT.plusSeconds(1),
                new SandboxNotice.Data(MERCHANT, ORDER, "purchase 7/ä", transactionId, 8888, "CNY", PAID_AT, refundNo));
    }

    static byte[] paid() {
        return signer(SECRET).body(notice(SandboxNotice.Type.PAYMENT_SUCCEEDED, "tx-1", null));
    }

    static ReceivedCallback received(Map<String, String> headers, byte[] body) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new ReceivedCallback(all, body);
    }
}
