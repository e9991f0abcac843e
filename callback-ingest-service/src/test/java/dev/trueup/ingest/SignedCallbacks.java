package dev.trueup.ingest;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.Money;
import dev.trueup.channels.PaymentChannel.MerchantSide;
import dev.trueup.channels.PaymentChannels;
import dev.trueup.channels.alipay.AlipayCredentials;
import dev.trueup.channels.alipay.AlipayNotice;
import dev.trueup.channels.alipay.AlipayNoticeSigner;
import dev.trueup.channels.alipay.TradeStatus;
import dev.trueup.channels.rsa.RsaKeys;
import dev.trueup.channels.stripe.StripeCredentials;
import dev.trueup.channels.stripe.StripeMetadata;
import dev.trueup.channels.stripe.StripeNoticeSigner;
import dev.trueup.channels.stripe.StripeObject;
import dev.trueup.channels.stripe.StripeRequests;
import dev.trueup.channels.wechatpay.NoticeSealer;
import dev.trueup.channels.wechatpay.PlatformSigner;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.channels.wechatpay.WechatPayTime;
import dev.trueup.channels.wechatpay.WechatPayTransaction;
import dev.trueup.ingest.SandboxChannel.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A payment of 1.00 yuan as each channel calls it paid, signed by the channel's own key. */
public final class SignedCallbacks {
    private static final Path CREDENTIALS = Path.of(SandboxChannel.CREDENTIALS_DIR);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SignedCallbacks() {}

    /** The merchant's side of a channel. */
    public static CallbackProtocol protocol(String channel) {
        return PaymentChannels.on(CREDENTIALS).stream()
                .filter(merchant -> merchant.id().equals(channel))
                .findFirst()
                .map(MerchantSide::callbacks)
                .orElseThrow();
    }

    public static Signed paid(String channel, String orderNo) {
        return switch (channel) {
            case "sandbox" -> SandboxChannel.paid(orderNo);
            case "wechat-pay" -> wechatPay(orderNo);
            case "alipay" -> alipay(orderNo);
            case "stripe" -> stripe(orderNo);
            default -> throw new IllegalArgumentException(channel);
        };
    }

    private static Signed wechatPay(String orderNo) {
        WechatPayCredentials merchant = CredentialsFile.read(CREDENTIALS, "wechat-pay", WechatPayCredentials.class);
        JsonNode key = secrets("wechat-pay").path("platformKeys").path(0);
        var transaction = new WechatPayTransaction(
                merchant.appid(),
                merchant.mchid(),
                orderNo,
                "4200001234",
                "NATIVE",
                "SUCCESS",
                "支付成功",
                "OTHERS",
                "purchase-1",
                WechatPayTime.text(Instant.now()),
                new WechatPayTransaction.Payer("o-buyer"),
                new WechatPayTransaction.Amount(100, 100L, "CNY", "CNY"));
        byte[] body = new NoticeSealer(merchant.apiV3Key()).sealed("EV-1", Instant.now(), "0123456789ab", transaction);
        var signer = new PlatformSigner(
                key.path("id").asString(), key.path("privateKeyPem").asString());
        return new Signed(signer.headers(Instant.now(), "593BEC0C930BF1AFEB40B4A08C8FB242", body), body);
    }

    private static Signed alipay(String orderNo) {
        AlipayCredentials merchant = CredentialsFile.read(CREDENTIALS, "alipay", AlipayCredentials.class);
        String key = secrets("alipay").path("alipayPrivateKeyPems").path(0).asString();
        var signer = new AlipayNoticeSigner(
                merchant.appId(), merchant.sellerId(), RsaKeys.privateKey("alipayPrivateKeyPems", key), "utf-8");
        Instant now = Instant.now();
        AlipayNotice notice = new AlipayNotice(
                "2026112500222150001",
                now,
                orderNo,
                "2026112522001400000001",
                TradeStatus.TRADE_SUCCESS,
                new Money(100, "CNY"),
                "两件 T 恤",
                "purchase-1",
                now,
                now,
                null,
                null);
        return new Signed(
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                AlipayNoticeSigner.form(signer.signed(signer.parameters(notice))));
    }

    private static Signed stripe(String orderNo) {
        StripeCredentials merchant = CredentialsFile.read(CREDENTIALS, "stripe", StripeCredentials.class);
        long now = Instant.now().getEpochSecond();
        var intent = new StripeObject.PaymentIntent(
                "pi_1",
                StripeObject.PaymentIntent.OBJECT,
                100,
                100L,
                "cny",
                "succeeded",
                merchant.livemode(),
                now,
                null,
                null,
                null,
                "two shirts",
                null,
                null,
                Map.of(StripeMetadata.ORDER_NO, orderNo, StripeMetadata.REFERENCE, "purchase-1"));
        var signer = new StripeNoticeSigner(merchant.webhookSecrets());
        byte[] body = signer.body(new StripeObject.Event(
                "evt_1",
                StripeObject.Event.OBJECT,
                merchant.apiVersion(),
                null,
                now,
                merchant.livemode(),
                1,
                null,
                "payment_intent.succeeded",
                new StripeObject.Event.Data(StripeRequests.node(intent))));
        return new Signed(signer.headers(Instant.now(), body), body);
    }

    private static JsonNode secrets(String channel) {
        try {
            return JSON.readTree(Files.readString(CREDENTIALS.resolve(channel + ".channel.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
