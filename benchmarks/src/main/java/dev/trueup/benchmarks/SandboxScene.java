package dev.trueup.benchmarks;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.sandbox.SandboxCallbacks;
import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxNotice;
import dev.trueup.channels.sandbox.SandboxNoticeSigner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** HMAC-SHA256 over id, time and body. */
final class SandboxScene implements Scene {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte[] body;
    private final ReceivedCallback callback;
    private final CallbackProtocol protocol;
    private final SecretKeySpec key;
    private final byte[] signature;
    private final String prefix;

    SandboxScene() {
        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
        var credentials = new SandboxCredentials(
                "m-1",
                "sk_1",
                "whsec_" + Base64.getEncoder().encodeToString(secret),
                URI.create("http://localhost:1237/sandbox"));
        SandboxNoticeSigner signer = new SandboxNoticeSigner(credentials);
        var data = new SandboxNotice.Data("m-1", ORDER_NO, "purchase-1", "tx-1", 100, "CNY", NOW, null);
        this.body = signer.body(new SandboxNotice(SandboxNotice.Type.PAYMENT_SUCCEEDED, NOW, data));
        Map<String, String> headers = signer.headers("msg_1", NOW, body);
        this.callback = Scene.received(headers, body);
        this.protocol = new SandboxCallbacks(credentials);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.prefix = "msg_1." + NOW.getEpochSecond() + ".";
        String signed = callback.header("webhook-signature").getFirst();
        this.signature = Base64.getDecoder().decode(signed.substring(signed.indexOf(',') + 1));
    }

    @Override
    public CallbackProtocol protocol() {
        return protocol;
    }

    @Override
    public ReceivedCallback callback() {
        return callback;
    }

    @Override
    public Object bare() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        mac.update(prefix.getBytes(StandardCharsets.UTF_8));
        boolean agrees = MessageDigest.isEqual(signature, mac.doFinal(body));
        return agrees ? JSON.readTree(body) : false;
    }
}
