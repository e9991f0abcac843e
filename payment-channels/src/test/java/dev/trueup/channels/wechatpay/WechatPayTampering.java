package dev.trueup.channels.wechatpay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.Tampering;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON with a sealed resource; what is changed after signing is sealed anew, by somebody who has the key. */
public final class WechatPayTampering implements Tampering {
    private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";
    private static final byte[] BODY = Scene.notice(Scene.paid());
    private static final String PLAIN = WechatPayJson.MAPPER.writeValueAsString(Scene.paid());

    @Override
    public CallbackProtocol protocol() {
        return new WechatPayCallbacks(Scene.credentials(URI.create("https://api.mch.weixin.qq.com")));
    }

    @Override
    public Instant now() {
        return Scene.NOW;
    }

    @Override
    public ReceivedCallback right() {
        return signed(BODY);
    }

    private static ReceivedCallback signed(byte[] body) {
        return Tampering.received(Scene.signed(body), body);
    }

    private static ReceivedCallback signed(Map<String, String> headers) {
        return Tampering.received(headers, BODY);
    }

    @Override
    public Optional<ReceivedCallback> before(What what) {
        return switch (what) {
            case TIMESTAMP ->
                Optional.of(signed(Scene.SIGNER.headers(Scene.NOW.minus(Duration.ofMinutes(6)), NONCE, BODY)));
            case NONCE -> Optional.of(signed(Scene.SIGNER.headers(Scene.NOW, "another", BODY)));
            case KEY_ID ->
                Optional.of(signed(new PlatformSigner(Scene.NEXT_KEY_ID, Scene.privatePem(Scene.NEXT_PLATFORM))
                        .headers(Scene.NOW, NONCE, BODY)));
            case SIGNATURE -> Optional.of(signed(Scene.SIGNER.probe(Scene.NOW, NONCE, BODY)));
            default -> Optional.ofNullable(body(what)).map(WechatPayTampering::signed);
        };
    }

    @Override
    public Optional<ReceivedCallback> after(What what) {
        Map<String, String> good = Scene.SIGNER.headers(Scene.NOW, NONCE, BODY);
        return switch (what) {
            case TIMESTAMP ->
                Optional.of(signed(
                        Tampering.with(good, "Wechatpay-Timestamp", Long.toString(Scene.NOW.getEpochSecond() + 1))));
            case NONCE -> Optional.of(signed(Tampering.with(good, "Wechatpay-Nonce", "another")));
            case SIGNATURE -> Optional.of(signed(Tampering.with(good, "Wechatpay-Signature", "AAAA")));
            case KEY_ID -> Optional.of(signed(Tampering.with(good, "Wechatpay-Serial", Scene.NEXT_KEY_ID)));
            case ALGORITHM ->
                Optional.of(signed(Tampering.with(good, "Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3")));
            default -> Optional.ofNullable(body(what)).map(body -> Tampering.received(good, body));
        };
    }

    private static byte @Nullable [] body(What what) {
        return switch (what) {
            case AMOUNT -> sealed("\"total\":100", "\"total\":99");
            case CURRENCY -> sealed("\"currency\":\"CNY\"", "\"currency\":\"USD\"");
            case ORDER_NUMBER -> sealed("dcs01kdw", "dcs01kdx");
            case STATUS -> sealed("\"SUCCESS\"", "\"PAYERROR\"");
            case MERCHANT -> sealed("1900000109", "1900000110");
            case TRANSACTION -> sealed("4200001234", "4200009999");
            case ALGORITHM -> sealed(PLAIN, "AEAD_SM4_GCM");
            case DUPLICATE_PARAMETERS -> sealed("{\"appid\"", "{\"mchid\":\"1\",\"appid\"");
            case CHARSET -> new String(BODY, UTF_8).getBytes(StandardCharsets.UTF_16);
            case TRAILING_BYTES -> (new String(BODY, UTF_8) + "}").getBytes(UTF_8);
            default -> null;
        };
    }

    private static byte[] sealed(String good, String bad) {
        boolean otherAlgorithm = good.equals(PLAIN);
        String plain = otherAlgorithm ? PLAIN : Tampering.changed(PLAIN, good, bad);
        String ciphertext = new ResourceCipher(List.of(Scene.API_V3_KEY.getBytes(UTF_8)))
                .encrypt(plain.getBytes(UTF_8), "fdasflkja484", "transaction");
        return WechatPayJson.MAPPER.writeValueAsBytes(new WechatPayNotice(
                "EV-1",
                WechatPayTime.text(Scene.NOW),
                "encrypt-resource",
                "TRANSACTION.SUCCESS",
                "",
                new WechatPayNotice.Resource(
                        "transaction",
                        otherAlgorithm ? bad : "AEAD_AES_256_GCM",
                        ciphertext,
                        "transaction",
                        "fdasflkja484")));
    }
}
