package dev.trueup.benchmarks;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.rsa.RsaKeys;
import dev.trueup.channels.wechatpay.NoticeSealer;
import dev.trueup.channels.wechatpay.PlatformSigner;
import dev.trueup.channels.wechatpay.WechatPayCallbacks;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.channels.wechatpay.WechatPayTime;
import dev.trueup.channels.wechatpay.WechatPayTransaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SHA256withRSA over time, nonce and body; AES-256-GCM over what it is about. */
final class WechatPayScene implements Scene {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String API_V3_KEY = "0123456789abcdef0123456789abcdef";
    private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";

    private final KeyPair platform = RsaKeys.pair(new SecureRandom());
    private final SecretKeySpec key = new SecretKeySpec(API_V3_KEY.getBytes(StandardCharsets.UTF_8), "AES");
    private final byte[] body;
    private final byte[] prefix;
    private final byte[] signature;
    private final ReceivedCallback callback;
    private final CallbackProtocol protocol;

    WechatPayScene() {
        String keyId = "PUB_KEY_ID_1";
        var transaction = new WechatPayTransaction(
                "wx1",
                "1900000109",
                ORDER_NO,
                "4200001234202601020000000001",
                "NATIVE",
                "SUCCESS",
                "支付成功",
                "OTHERS",
                "purchase-1",
                WechatPayTime.text(NOW),
                new WechatPayTransaction.Payer("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
                new WechatPayTransaction.Amount(100, 100L, "CNY", "CNY"));
        this.body = new NoticeSealer(API_V3_KEY).sealed("EV-1", NOW, "fdasflkja484", transaction);
        Map<String, String> headers =
                new PlatformSigner(keyId, RsaKeys.pem(platform.getPrivate())).headers(NOW, NONCE, body);
        this.callback = Scene.received(headers, body);
        this.prefix = (NOW.getEpochSecond() + "\n" + NONCE + "\n").getBytes(StandardCharsets.UTF_8);
        this.signature = Base64.getDecoder()
                .decode(callback.header("Wechatpay-Signature").getFirst());
        this.protocol = new WechatPayCallbacks(new WechatPayCredentials(
                "1900000109",
                "wx1",
                "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                RsaKeys.pem(platform.getPrivate()),
                API_V3_KEY,
                keyId,
                RsaKeys.pem(platform.getPublic()),
                null,
                null,
                URI.create("http://localhost:1237/wechat-pay")));
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
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initVerify(platform.getPublic());
        rsa.update(prefix);
        rsa.update(body);
        rsa.update((byte) '\n');
        if (!rsa.verify(signature)) {
            return false;
        }
        JsonNode resource = JSON.readTree(body).path("resource");
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = resource.path("nonce").stringValue("").getBytes(StandardCharsets.UTF_8);
        gcm.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        gcm.updateAAD(resource.path("associated_data").stringValue("").getBytes(StandardCharsets.UTF_8));
        return JSON.readTree(gcm.doFinal(
                Base64.getDecoder().decode(resource.path("ciphertext").stringValue(""))));
    }
}
