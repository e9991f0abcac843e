package dev.trueup.simulator;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.alipay.AlipayCredentials;
import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import dev.trueup.channels.stripe.StripeCredentials;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.simulator.alipay.AlipaySecrets;
import dev.trueup.simulator.wechatpay.WechatPaySecrets;
import java.net.URI;
import java.nio.file.Path;

/** Credentials that open nothing. */
public final class TestCredentials {
    public static final String DIRECTORY = "src/test/resources/test-credentials";
    private static final Path FILES = Path.of(DIRECTORY);

    public static final SandboxCredentials SANDBOX = SandboxCredentialsFile.read(FILES);
    public static final WechatPayCredentials WECHAT_PAY =
            CredentialsFile.read(FILES, ChannelIds.WECHAT_PAY, WechatPayCredentials.class);
    public static final WechatPaySecrets WECHAT_PAY_SECRETS =
            CredentialsFile.read(FILES, WechatPaySecrets.FILE, WechatPaySecrets.class);
    public static final AlipayCredentials ALIPAY =
            CredentialsFile.read(FILES, ChannelIds.ALIPAY, AlipayCredentials.class);
    public static final AlipaySecrets ALIPAY_SECRETS =
            CredentialsFile.read(FILES, AlipaySecrets.FILE, AlipaySecrets.class);
    public static final StripeCredentials STRIPE =
            CredentialsFile.read(FILES, ChannelIds.STRIPE, StripeCredentials.class);

    private TestCredentials() {}

    /** The merchant's credentials for WeChat Pay at this root. */
    public static WechatPayCredentials wechatPay(URI baseUrl) {
        return new WechatPayCredentials(
                WECHAT_PAY.mchid(),
                WECHAT_PAY.appid(),
                WECHAT_PAY.merchantSerialNumber(),
                WECHAT_PAY.merchantPrivateKeyPem(),
                WECHAT_PAY.apiV3Key(),
                WECHAT_PAY.platformPublicKeyId(),
                WECHAT_PAY.platformPublicKeyPem(),
                WECHAT_PAY.furtherPlatformPublicKeys(),
                null,
                baseUrl);
    }

    /** The merchant's credentials for Alipay at this root. */
    public static AlipayCredentials alipay(URI baseUrl) {
        return new AlipayCredentials(
                ALIPAY.appId(),
                ALIPAY.sellerId(),
                ALIPAY.merchantPrivateKeyPem(),
                ALIPAY.alipayPublicKeyPem(),
                ALIPAY.furtherAlipayPublicKeyPems(),
                baseUrl);
    }

    /** The merchant's credentials for Stripe at this root. */
    public static StripeCredentials stripe(URI baseUrl) {
        return new StripeCredentials(
                STRIPE.apiKey(),
                STRIPE.webhookSecret(),
                STRIPE.otherWebhookSecrets(),
                STRIPE.apiVersion(),
                null,
                baseUrl);
    }
}
