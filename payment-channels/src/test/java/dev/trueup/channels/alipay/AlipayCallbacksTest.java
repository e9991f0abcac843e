package dev.trueup.channels.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.api.internal.util.AlipaySignature;
import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.rsa.RsaKeys;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlipayCallbacksTest {
    private static final AlipayCallbacks CALLBACKS = Samples.callbacks();
    private static final Instant NOW = Instant.parse("2026-11-25T07:00:02Z");
    private static final Verification VERIFIED = new Verification.Verified();

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk"})
    void whatOurChannelSignsTheOfficialLibraryAccepts(String charset) throws Exception {
        AlipayNoticeSigner signer = Samples.signer(charset);
        byte[] body = AlipayNoticeSigner.form(signer.signed(signer.parameters(Samples.paid())));

        assertThat(AlipaySignature.rsaCheckV1(
                        decoded(body, charset),
                        Samples.base64(Samples.ALIPAY.getPublic().getEncoded()),
                        charset,
                        "RSA2"))
                .isTrue();
        assertThat(CALLBACKS.verify(Samples.received(body), NOW)).isEqualTo(VERIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "gbk"})
    void whatTheOfficialLibrarySignsWeAcceptAndRead(String charset) throws Exception {
        Map<String, String> parameters = new HashMap<>(Samples.signer(charset).parameters(Samples.paid()));
        parameters.put("point_amount", "");
        String sign = AlipaySignature.rsaSign(
                AlipaySignature.getSignCheckContentV1(new HashMap<>(parameters)),
                Samples.base64(Samples.ALIPAY.getPrivate().getEncoded()),
                charset,
                "RSA2");
        parameters.put("sign", sign);
        parameters.put("sign_type", "RSA2");
        byte[] body = AlipayNoticeSigner.form(parameters);

        assertThat(CALLBACKS.verify(Samples.received(body), NOW)).isEqualTo(VERIFIED);
        assertThat(CALLBACKS.read(body)).isEqualTo(told(Said.PAID, Samples.PAID_AT, List.of()));
    }

    @Test
    void afterAChangeOfAnyByteItIsRefusedOrReadsTheSame() {
        byte[] body = Samples.body(Samples.paid());
        Reading read = CALLBACKS.read(body);
        for (int at = 0; at < body.length; at++) {
            for (int flip : new int[] {1, 0x20, 0x80}) {
                byte[] changed = body.clone();
                changed[at] ^= (byte) flip;
                if (CALLBACKS.verify(Samples.received(changed), NOW).equals(VERIFIED)) {
                    assertThat(CALLBACKS.read(changed)).as("byte %s", at).isEqualTo(read);
                }
            }
        }
    }

    /** Before signing, the channel itself says it, and it is read; after signing, it is refused. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            total_amount,    88.89,                   told,                     BAD_SIGNATURE
            total_amount,    88.881,                  total_amount,             BAD_SIGNATURE
            trans_currency,  USD,                     told,                     BAD_SIGNATURE
            trans_currency,  JPY,                     total_amount,             BAD_SIGNATURE
            trans_currency,  usd,                     trans_currency,           BAD_SIGNATURE
            out_trade_no,    dcsOTHER,                told,                     BAD_SIGNATURE
            out_trade_no,    '',                      out_trade_no,             BAD_SIGNATURE
            trade_status,    TRADE_CLOSED,            told,                     BAD_SIGNATURE
            trade_status,    TRADE_WON,               trade_status,             BAD_SIGNATURE
            app_id,          2021000000000002,        OTHER_MERCHANT,           BAD_SIGNATURE
            seller_id,       2088000000000002,        OTHER_MERCHANT,           BAD_SIGNATURE
            seller_id,       '',                      seller_id,                BAD_SIGNATURE
            trade_no,        2026112522001400000002,  told,                     BAD_SIGNATURE
            trade_no,        '',                      trade_no,                 BAD_SIGNATURE
            gmt_payment,     2026-11-25 15:00:02,     told,                     BAD_SIGNATURE
            gmt_payment,     2026-02-30 15:00:02,     gmt_payment,              BAD_SIGNATURE
            notify_id,       another,                 same,                     BAD_SIGNATURE
            notify_type,     fund_change,             irrelevant,               BAD_SIGNATURE
            charset,         gbk,                     same,                     BAD_SIGNATURE
            charset,         utf-16,                  MALFORMED_HEADERS,        MALFORMED_HEADERS
            sign,            AAAA,                    -,                        BAD_SIGNATURE
            sign,            '',                      -,                        BAD_SIGNATURE
            sign_type,       RSA,                     -,                        MALFORMED_HEADERS
            subject,         a&total_amount=1,        MALFORMED_HEADERS,        MALFORMED_HEADERS
            refund_fee,      88.89,                   refund_fee,               BAD_SIGNATURE
            """)
    void everyTampering(String parameter, String value, @Nullable String signed, Reason unsigned) {
        AlipayNoticeSigner signer = Samples.signer("utf-8");
        Map<String, String> after = signer.signed(signer.parameters(Samples.paid()));
        after.put(parameter, value);
        assertThat(CALLBACKS.verify(Samples.received(AlipayNoticeSigner.form(after)), NOW))
                .isEqualTo(new Verification.Rejected(unsigned));
        if (signed != null) {
            Map<String, String> before = signer.parameters(Samples.paid());
            before.put(parameter, value);
            assertThat(verdict(AlipayNoticeSigner.form(signer.signed(before)))).isEqualTo(signed);
        }
    }

    private static String verdict(byte[] body) {
        if (CALLBACKS.verify(Samples.received(body), NOW) instanceof Verification.Rejected(Reason reason)) {
            return reason.name();
        }
        return switch (CALLBACKS.read(body)) {
            case Reading.Told told -> told.equals(CALLBACKS.read(Samples.body(Samples.paid()))) ? "same" : "told";
            case Reading.Irrelevant irrelevant -> "irrelevant";
            case Reading.OfCharge ofCharge -> throw new AssertionError(ofCharge);
            case Reading.Unreadable(String why) -> why.replaceAll("alipay callback: (\\w+) is .*", "$1");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"&total_amount=88.88", "&", "&x", "%", "&=1", "&sign_type=RSA2"})
    void nothingMayFollow(String more) {
        byte[] body = (new String(Samples.body(Samples.paid()), StandardCharsets.US_ASCII) + more)
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(CALLBACKS.verify(Samples.received(body), NOW)).isNotEqualTo(VERIFIED);
    }

    @Test
    void aStrangersSignatureIsRefusedAndAFurtherKeyOfAlipaysIsNot() {
        AlipayNoticeSigner stranger =
                new AlipayNoticeSigner(Samples.APP, Samples.SELLER, Samples.STRANGER.getPrivate(), "utf-8");
        byte[] body = AlipayNoticeSigner.form(stranger.signed(stranger.parameters(Samples.paid())));
        AlipayCredentials known = Samples.credentials(URI.create("http://127.0.0.1:1"));
        AlipayCallbacks rotated = new AlipayCallbacks(new AlipayCredentials(
                known.appId(),
                known.sellerId(),
                known.merchantPrivateKeyPem(),
                known.alipayPublicKeyPem(),
                List.of(RsaKeys.pem(Samples.STRANGER.getPublic())),
                known.baseUrl()));

        assertThat(CALLBACKS.verify(Samples.received(body), NOW))
                .isEqualTo(new Verification.Rejected(Reason.BAD_SIGNATURE));
        assertThat(rotated.verify(Samples.received(body), NOW)).isEqualTo(VERIFIED);
    }

    @Test
    void aClosedTradeIsReadByWhetherAPaymentStandsBehindIt() {
        Instant at = Samples.PAID_AT.plusSeconds(60);
        assertThat(CALLBACKS.read(Samples.body(Samples.notice(TradeStatus.TRADE_CLOSED, null, at, null))))
                .isEqualTo(told(Said.CLOSED, at, List.of()));
        assertThat(CALLBACKS.read(Samples.body(Samples.notice(TradeStatus.TRADE_CLOSED, Samples.PAID_AT, at, null))))
                .isEqualTo(told(Said.PAID, Samples.PAID_AT, List.of(soFar(Samples.ORDER, 8888))));
    }

    @Test
    void aPartialRefundIsAPaymentWithARefund() {
        AlipayNotice.Refunded refunded =
                new AlipayNotice.Refunded("r-2", new Money(5000, "CNY"), Samples.PAID_AT.plusSeconds(60));
        assertThat(CALLBACKS.read(
                        Samples.body(Samples.notice(TradeStatus.TRADE_SUCCESS, Samples.PAID_AT, null, refunded))))
                .isEqualTo(told(Said.PAID, Samples.PAID_AT, List.of(soFar("r-2", 5000))));
    }

    @Test
    void answersInAlipaysWords() {
        assertThat(CALLBACKS.accepted().body()).isEqualTo("success");
        assertThat(CALLBACKS.comeAgain().body()).isNotEqualTo("success");
    }

    @Property(tries = 500)
    void readsAnyBytesWithoutThrowing(@ForAll byte[] body) {
        assertThat(CALLBACKS.read(body)).isNotNull();
        assertThat(CALLBACKS.verify(Samples.received(body), NOW)).isNotEqualTo(VERIFIED);
        CALLBACKS.orderNoHint(body);
    }

    private static RefundReport soFar(String refundNo, long amount) {
        return new RefundReport(
                refundNo, new Money(amount, "CNY"), RefundReport.Progress.SUCCEEDED, RefundReport.Extent.ALL_SO_FAR);
    }

    private static Reading told(Said said, Instant at, List<RefundReport> refunds) {
        return new Reading.Told(new ChannelStatement(
                "alipay",
                Samples.SELLER,
                Samples.ORDER,
                "purchase 7/ä",
                said,
                Samples.TRADE,
                new Money(8888, "CNY"),
                at,
                refunds));
    }

    private static Map<String, String> decoded(byte[] body, String charset) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.US_ASCII).split("&", -1)) {
            String[] both = pair.split("=", 2);
            parameters.put(both[0], URLDecoder.decode(both[1], Charset.forName(charset)));
        }
        return parameters;
    }
}
