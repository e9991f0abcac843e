package dev.trueup.benchmarks;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.stripe.StripeCallbacks;
import dev.trueup.channels.stripe.StripeCredentials;
import dev.trueup.channels.stripe.StripeNoticeSigner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** HMAC-SHA256 over time and body, in hexadecimal digits. */
final class StripeScene implements Scene {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SECRET = "whsec_0123456789abcdef0123456789abcdef";
    private static final String EVENT = """
            {"id":"evt_1","object":"event","api_version":"2025-11-17.clover","account":"acct_1","created":1767323045,\
            "livemode":false,"pending_webhooks":1,"request":{"id":"req_1","idempotency_key":"%1$s"},\
            "type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","object":"payment_intent","amount":100,\
            "amount_capturable":0,"amount_received":100,"capture_method":"automatic","confirmation_method":"automatic",\
            "created":1767323000,"currency":"usd","latest_charge":"ch_1","livemode":false,\
            "metadata":{"order_no":"%1$s","reference":"purchase-1"},"payment_method_types":["card"],\
            "status":"succeeded"}}}""".formatted(ORDER_NO);

    private final byte[] body = EVENT.getBytes(StandardCharsets.UTF_8);
    private final ReceivedCallback callback =
            Scene.received(new StripeNoticeSigner(List.of(SECRET)).headers(NOW, body), body);
    private final CallbackProtocol protocol = new StripeCallbacks(new StripeCredentials(
            "sk_test_123",
            SECRET,
            List.of(),
            "2025-11-17.clover",
            "acct_1",
            URI.create("http://localhost:1237/stripe")));
    private final SecretKeySpec key = new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    private final byte[] prefix = (NOW.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
    private final byte[] signature;

    StripeScene() {
        String signed = callback.header("stripe-signature").getFirst();
        this.signature = HexFormat.of().parseHex(signed.substring(signed.indexOf("v1=") + "v1=".length()));
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
        mac.update(prefix);
        boolean agrees = MessageDigest.isEqual(signature, mac.doFinal(body));
        return agrees ? JSON.readTree(body) : false;
    }
}
