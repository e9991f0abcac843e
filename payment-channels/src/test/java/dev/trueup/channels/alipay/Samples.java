package dev.trueup.channels.alipay;

import dev.trueup.channels.Money;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.rsa.RsaKeys;
import java.net.URI;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One merchant, one Alipay, a stranger, and what they say. */
final class Samples {
    static final String APP = "2021000000000001";
    static final String SELLER = "2088000000000001";
    static final String ORDER = "dcs01J0ORDER";
    static final String TRADE = "2026112522001400000001";
    static final Instant PAID_AT = Instant.parse("2026-11-25T07:00:01Z");

    static final KeyPair MERCHANT = RsaKeys.pair(new SecureRandom());
    static final KeyPair ALIPAY = RsaKeys.pair(new SecureRandom());
    static final KeyPair STRANGER = RsaKeys.pair(new SecureRandom());

    private Samples() {}

    static AlipayCredentials credentials(URI baseUrl) {
        return new AlipayCredentials(
                APP, SELLER, RsaKeys.pem(MERCHANT.getPrivate()), RsaKeys.pem(ALIPAY.getPublic()), List.of(), baseUrl);
    }

    static AlipayCallbacks callbacks() {
        return new AlipayCallbacks(credentials(URI.create("http://127.0.0.1:1")));
    }

    static AlipayNoticeSigner signer(String charset) {
        return new AlipayNoticeSigner(APP, SELLER, ALIPAY.getPrivate(), charset);
    }

    static AlipayNotice paid() {
        return notice(TradeStatus.TRADE_SUCCESS, PAID_AT, null, null);
    }

    static AlipayNotice notice(
            TradeStatus status,
            @Nullable Instant paidAt,
            @Nullable Instant closedAt,
            AlipayNotice.@Nullable Refunded refunded) {
        return new AlipayNotice(
                "2026112500222150001",
                PAID_AT.plusSeconds(1),
                ORDER,
                TRADE,
                status,
                new Money(8888, "CNY"),
                "两件 T 恤",
                "purchase 7/ä",
                PAID_AT.minusSeconds(5),
                paidAt,
                closedAt,
                refunded);
    }

    static byte[] body(AlipayNotice notice) {
        AlipayNoticeSigner signer = signer("utf-8");
        return AlipayNoticeSigner.form(signer.signed(signer.parameters(notice)));
    }

    static ReceivedCallback received(byte[] body) {
        return new ReceivedCallback(Map.of(), body);
    }

    /** As Alipay's own library takes a key. */
    static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}
