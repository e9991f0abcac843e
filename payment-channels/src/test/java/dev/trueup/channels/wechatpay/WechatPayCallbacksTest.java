package dev.trueup.channels.wechatpay;

import static dev.trueup.channels.wechatpay.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.ReceivedCallback;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WechatPayCallbacksTest {
    private static final WechatPayCallbacks CALLBACKS =
            new WechatPayCallbacks(Scene.credentials(URI.create("https://api.mch.weixin.qq.com")));
    private static final Verification VERIFIED = new Verification.Verified();
    private static final byte[] BODY = Scene.notice(Scene.paid());
    private static final NotificationParser SDK = new NotificationParser(new RSAPublicKeyNotificationConfig.Builder()
            .publicKey(Scene.PLATFORM.getPublic())
            .publicKeyId(Scene.KEY_ID)
            .apiV3Key(Scene.API_V3_KEY)
            .build());

    private static final ChannelStatement PAID = new ChannelStatement(
            "wechat-pay",
            "1900000109",
            Scene.ORDER_NO,
            "purchase-1",
            Said.PAID,
            "4200001234202601020000000001",
            new Money(100, "CNY"),
            NOW,
            List.of());

    @Test
    void theOfficialParserTakesWhatThePlatformsSideSigns() {
        Transaction transaction = SDK.parse(forSdk(BODY, Scene.signed(BODY)), Transaction.class);

        assertThat(transaction.getOutTradeNo()).isEqualTo(Scene.ORDER_NO);
        assertThat(transaction.getTradeState()).isEqualTo(Transaction.TradeStateEnum.SUCCESS);
        assertThat(transaction.getAmount().getTotal()).isEqualTo(100);

        byte[] refund = Scene.SEALER.sealed("EV-2", NOW, "fdasflkja485", Scene.refund(null, "SUCCESS"));
        assertThat(SDK.parse(forSdk(refund, Scene.signed(refund)), RefundNotification.class)
                        .getOutRefundNo())
                .isEqualTo("refund-1");
    }

    @Test
    void readsWhatWasPaid() {
        assertThat(verdict(Scene.signed(BODY), BODY)).isEqualTo(VERIFIED);
        assertThat(CALLBACKS.read(BODY)).isEqualTo(new Reading.Told(PAID));
        assertThat(CALLBACKS.orderNoHint(BODY)).isEqualTo(Scene.ORDER_NO);
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS,SUCCEEDED", "CLOSED,FAILED", "ABNORMAL,STUCK"})
    void readsWhatBecameOfARefund(String status, RefundReport.Progress progress) {
        byte[] body = Scene.SEALER.sealed("EV-2", NOW, "fdasflkja485", Scene.refund(null, status));

        assertThat(CALLBACKS.read(body)).isInstanceOfSatisfying(Reading.Told.class, told -> {
            assertThat(told.statement().said()).isEqualTo(Said.PAID);
            assertThat(told.statement().total()).isEqualTo(new Money(100, "CNY"));
            assertThat(told.statement().refunds())
                    .containsExactly(new RefundReport("refund-1", new Money(40, "CNY"), progress));
        });
    }

    @Test
    void takesThePlatformsNextKeyToo() {
        PlatformSigner next = new PlatformSigner(Scene.NEXT_KEY_ID, Scene.privatePem(Scene.NEXT_PLATFORM));
        assertThat(verdict(next.headers(NOW, "n", BODY), BODY)).isEqualTo(VERIFIED);
    }

    @Test
    void refusesAProbeAsTheOfficialParserDoes() {
        Map<String, String> probe = Scene.SIGNER.probe(NOW, "n", BODY);
        assertThat(probe.get("Wechatpay-Signature")).startsWith("WECHATPAY/SIGNTEST/");
        assertThat(verdict(probe, BODY)).isEqualTo(new Verification.Rejected(Reason.BAD_SIGNATURE));
        assertThatThrownBy(() -> SDK.parse(forSdk(BODY, probe), Transaction.class))
                .isInstanceOf(ValidationException.class);
    }

    @ParameterizedTest
    @CsvSource({"-301,true", "-300,false", "0,false", "300,false", "301,true"})
    void toleratesFiveMinutesEitherWay(int seconds, boolean stale) {
        Verification verification =
                CALLBACKS.verify(Scene.received(Scene.signed(BODY), BODY), NOW.plus(Duration.ofSeconds(seconds)));
        assertThat(verification).isEqualTo(stale ? new Verification.Rejected(Reason.STALE) : VERIFIED);
    }

    @Test
    void everySingleByteChangedIsRefused() {
        Map<String, String> headers = Scene.signed(BODY);
        for (int position = 0; position < BODY.length; position++) {
            byte[] changed = BODY.clone();
            changed[position] ^= 1;
            assertThat(verdict(headers, changed)).as("body, byte %d", position).isNotEqualTo(VERIFIED);
        }
        headers.forEach((name, value) -> {
            for (int position = 0; position < value.length(); position++) {
                StringBuilder changed = new StringBuilder(value);
                changed.setCharAt(position, (char) (value.charAt(position) ^ 1));
                Map<String, String> tampered = new HashMap<>(headers);
                tampered.put(name, changed.toString());
                assertThat(verdict(tampered, BODY))
                        .as("%s, character %d", name, position)
                        .isNotEqualTo(VERIFIED);
            }
        });
    }

    /** What is changed before signing is WeChat Pay's own word: read as it says, for the order's rules to judge. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amount.total     | "total":100           | "total":99            | total 99 CNY
            amount.total     | "total":100           | "total":-1            | unreadable amount.total
            amount.total     | "total":100           | "total":1.5           | unreadable amount.total
            amount.total     | "total":100           | "total":"100"         | unreadable amount.total
            currency         | "currency":"CNY"      | "currency":"USD"      | total 100 USD
            currency         | "currency":"CNY"      | "currency":"cny"      | unreadable amount.currency
            order number     | dcs01kdw              | dcs99kdw              | order dcs990000
            order number     | dcs01kdw              | dcs 1kdw              | unreadable out_trade_no
            status           | "SUCCESS"             | "NOTPAY"              | said UNPAID
            status           | "SUCCESS"             | "PAYERROR"            | said FAILED
            status           | "SUCCESS"             | "MAYBE"               | unreadable trade_state
            merchant         | 1900000109            | 1900000110            | merchant 1900000110
            app              | wxd678efh567hg6787    | wxother               | merchant 1900000109/wxother
            transaction      | 4200001234            | 4200009999            | transaction 4200009999
            transaction      | "transaction_id"      | "transaction"         | unreadable transaction_id
            duplicate        | {"appid"              | {"mchid":"1","appid"  | unreadable not JSON
            """)
    void whatIsChangedBeforeSigning(String what, String good, String bad, String expected) {
        String plain = WechatPayJson.MAPPER.writeValueAsString(Scene.paid()).replace(good, bad);
        Reading reading = CALLBACKS.read(sealed(plain, "TRANSACTION.SUCCESS", "AEAD_AES_256_GCM"));

        switch (reading) {
            case Reading.Unreadable(String why) ->
                assertThat("unreadable " + why).contains(expected.split(" ", 2)[1]);
            case Reading.Told(ChannelStatement told) ->
                assertThat(List.of(
                                "total " + told.total(),
                                "order " + told.orderNo().replace("kdw", ""),
                                "said " + told.said(),
                                "merchant " + told.merchantId(),
                                "transaction " + told.transactionId()))
                        .as(what)
                        .anyMatch(said -> said.startsWith(expected));
            case Reading.Irrelevant irrelevant -> throw new AssertionError(irrelevant);
            case Reading.OfCharge ofCharge -> throw new AssertionError(ofCharge);
        }
    }

    @Test
    void whatIsChangedAfterSigningIsRefused() {
        Map<String, String> good = Scene.signed(BODY);
        Map<String, Supplier<Verification>> changes = Map.of(
                "timestamp", () -> verdict(with(good, "Wechatpay-Timestamp", "1767323046"), BODY),
                "nonce", () -> verdict(with(good, "Wechatpay-Nonce", "another"), BODY),
                "signature", () -> verdict(with(good, "Wechatpay-Signature", "AAAA"), BODY),
                "signature's padding", () -> verdict(with(good, "Wechatpay-Signature", unpadded(good)), BODY),
                "key id", () -> verdict(with(good, "Wechatpay-Serial", Scene.NEXT_KEY_ID), BODY),
                "unknown key id", () -> verdict(with(good, "Wechatpay-Serial", "other"), BODY),
                "algorithm", () -> verdict(with(good, "Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3"), BODY),
                "trailing byte", () -> verdict(good, (text(BODY) + "\n").getBytes(StandardCharsets.UTF_8)),
                "charset", () -> verdict(good, text(BODY).getBytes(StandardCharsets.UTF_16)));
        changes.forEach((what, verification) ->
                assertThat(verification.get()).as(what).isInstanceOf(Verification.Rejected.class));
    }

    @Test
    void aDoubledHeaderIsRefused() {
        Map<String, List<String>> headers = new HashMap<>();
        Scene.signed(BODY).forEach((name, value) -> headers.put(name, List.of(value, value)));
        assertThat(CALLBACKS.verify(new ReceivedCallback(headers, BODY), NOW))
                .isEqualTo(new Verification.Rejected(Reason.MALFORMED_HEADERS));
    }

    @Test
    void whatIsAboutNoPaymentIsIrrelevantAndWhatDoesNotOpenUnreadable() {
        assertThat(CALLBACKS.read(sealed("{}", "PAYSCORE.USER_CONFIRM", "AEAD_AES_256_GCM")))
                .isEqualTo(new Reading.Irrelevant("PAYSCORE.USER_CONFIRM"));
        assertThat(CALLBACKS.read(sealed("{}", "TRANSACTION.SUCCESS", "AEAD_SM4_GCM")))
                .isInstanceOf(Reading.Unreadable.class);
        assertThat(CALLBACKS.read("null".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Reading.Unreadable.class);
        for (String type : List.of("TRANSACTION.SUCCESS", "REFUND.SUCCESS")) {
            assertThat(CALLBACKS.read(sealed("null", type, "AEAD_AES_256_GCM"))).isInstanceOf(Reading.Unreadable.class);
        }
        byte[] foreign = new NoticeSealer("f".repeat(32)).sealed("EV-3", NOW, "fdasflkja484", Scene.paid());
        assertThat(CALLBACKS.read(foreign)).isInstanceOf(Reading.Unreadable.class);
    }

    @Property
    void readingNeverThrows(@ForAll byte[] body) {
        assertThat(CALLBACKS.read(body)).isInstanceOf(Reading.Unreadable.class);
    }

    @Property(tries = 200)
    void readingNeverThrowsWhateverIsInside(@ForAll String inside) {
        assertThat(CALLBACKS.read(sealed(inside, "TRANSACTION.SUCCESS", "AEAD_AES_256_GCM")))
                .isInstanceOf(Reading.Unreadable.class);
    }

    private static byte[] sealed(String plain, String eventType, String algorithm) {
        String ciphertext = new ResourceCipher(List.of(Scene.API_V3_KEY.getBytes(StandardCharsets.UTF_8)))
                .encrypt(plain.getBytes(StandardCharsets.UTF_8), "fdasflkja484", "transaction");
        return WechatPayJson.MAPPER.writeValueAsBytes(new WechatPayNotice(
                "EV-1",
                WechatPayTime.text(NOW),
                "encrypt-resource",
                eventType,
                "",
                new WechatPayNotice.Resource("transaction", algorithm, ciphertext, "transaction", "fdasflkja484")));
    }

    private static Verification verdict(Map<String, String> headers, byte[] body) {
        return CALLBACKS.verify(Scene.received(headers, body), NOW);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private static String unpadded(Map<String, String> headers) {
        return headers.getOrDefault("Wechatpay-Signature", "").replace("=", "");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static RequestParam forSdk(byte[] body, Map<String, String> headers) {
        return new RequestParam.Builder()
                .serialNumber(headers.get("Wechatpay-Serial"))
                .nonce(headers.get("Wechatpay-Nonce"))
                .signature(headers.get("Wechatpay-Signature"))
                .timestamp(headers.get("Wechatpay-Timestamp"))
                .signType(headers.get("Wechatpay-Signature-Type"))
                .body(text(body))
                .build();
    }
}
