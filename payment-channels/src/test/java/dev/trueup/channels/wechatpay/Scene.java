package dev.trueup.channels.wechatpay;

import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.rsa.RsaKeys;
import java.net.URI;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A merchant and the platform, with keys of their own. */
final class Scene {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final String API_V3_KEY = "0123456789abcdef0123456789abcdef";
    static final String KEY_ID = "PUB_KEY_ID_0119000001092026010100000000000001";
    static final String NEXT_KEY_ID = "PUB_KEY_ID_0119000001092026010100000000000002";
    static final String ORDER_NO = "dcs01kdw0000000000000000001";
    static final KeyPair MERCHANT = RsaKeys.pair(new SecureRandom());
    static final KeyPair PLATFORM = RsaKeys.pair(new SecureRandom());
    static final KeyPair NEXT_PLATFORM = RsaKeys.pair(new SecureRandom());
    static final PlatformSigner SIGNER = new PlatformSigner(KEY_ID, privatePem(PLATFORM));
    static final NoticeSealer SEALER = new NoticeSealer(API_V3_KEY);

    private Scene() {}

    static WechatPayCredentials credentials(URI baseUrl) {
        return new WechatPayCredentials(
                "1900000109",
                "wxd678efh567hg6787",
                "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                privatePem(MERCHANT),
                API_V3_KEY,
                KEY_ID,
                publicPem(PLATFORM),
                Map.of(NEXT_KEY_ID, publicPem(NEXT_PLATFORM)),
                null,
                baseUrl);
    }

    static WechatPayTransaction paid() {
        return transaction("SUCCESS", "4200001234202601020000000001", 100, "CNY");
    }

    static WechatPayTransaction transaction(String state, @Nullable String transactionId, long total, String currency) {
        return new WechatPayTransaction(
                "wxd678efh567hg6787",
                "1900000109",
                ORDER_NO,
                transactionId,
                "NATIVE",
                state,
                "支付成功",
                "OTHERS",
                "purchase-1",
                transactionId == null ? null : WechatPayTime.text(NOW),
                new WechatPayTransaction.Payer("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
                new WechatPayTransaction.Amount(total, total, currency, currency));
    }

    static WechatPayRefund refund(@Nullable String status, @Nullable String refundStatus) {
        return new WechatPayRefund(
                refundStatus == null ? null : "1900000109",
                "50000000382019052709732678859",
                "refund-1",
                "4200001234202601020000000001",
                ORDER_NO,
                "ORIGINAL",
                "招商银行信用卡0403",
                WechatPayTime.text(NOW),
                WechatPayTime.text(NOW),
                status,
                refundStatus,
                new WechatPayRefund.Amount(100, 40, 100L, 40L, refundStatus == null ? "CNY" : null));
    }

    static byte[] notice(WechatPayTransaction transaction) {
        return SEALER.sealed("EV-2018022511223320873", NOW, "fdasflkja484", transaction);
    }

    static Map<String, String> signed(byte[] body) {
        return SIGNER.headers(NOW, "593BEC0C930BF1AFEB40B4A08C8FB242", body);
    }

    static ReceivedCallback received(Map<String, String> headers, byte[] body) {
        return new ReceivedCallback(
                headers.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> List.of(entry.getValue()),
                                (a, b) -> a,
                                LinkedHashMap::new)),
                body);
    }

    static String privatePem(KeyPair keys) {
        return RsaKeys.pem(keys.getPrivate());
    }

    static String publicPem(KeyPair keys) {
        return RsaKeys.pem(keys.getPublic());
    }
}
