package dev.trueup.ingest;

import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import dev.trueup.channels.sandbox.SandboxNotice;
import dev.trueup.channels.sandbox.SandboxNoticeSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Makes callbacks as the sandbox channel would. */
public final class SandboxChannel {
    /** Where the test credentials lie. */
    public static final String CREDENTIALS_DIR = "target/test-classes/credentials";

    private static final SandboxCredentials CREDENTIALS = SandboxCredentialsFile.read(Path.of(CREDENTIALS_DIR));
    private static final SandboxNoticeSigner SIGNER = new SandboxNoticeSigner(CREDENTIALS);

    private SandboxChannel() {}

    /** A callback ready to be sent. */
    public record Signed(Map<String, String> headers, byte[] body) {}

    public static SandboxCredentials credentials() {
        return CREDENTIALS;
    }

    public static String newOrderNo() {
        return "dcs" + UUID.randomUUID().toString().replace("-", "").substring(0, 26);
    }

    public static Signed paid(String orderNo) {
        Instant now = Instant.now();
        SandboxNotice.Data data = new SandboxNotice.Data(
                CREDENTIALS.merchantId(), orderNo, "purchase-1", "tx-" + orderNo, 100, "CNY", now, null);
        return signed(SIGNER.body(new SandboxNotice(SandboxNotice.Type.PAYMENT_SUCCEEDED, now, data)));
    }

    public static Signed signed(String body) {
        return signed(body.getBytes(StandardCharsets.UTF_8));
    }

    public static Signed signed(byte[] body) {
        return signed(body, Instant.now());
    }

    public static Signed signed(byte[] body, Instant at) {
        return new Signed(SIGNER.headers("msg_" + UUID.randomUUID(), at, body), body);
    }
}
