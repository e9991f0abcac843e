package dev.trueup.simulator.wechatpay;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.rsa.RsaKeys;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.simulator.credentials.ChannelCredentials;
import dev.trueup.simulator.credentials.Fresh;
import dev.trueup.simulator.wechatpay.WechatPaySecrets.PlatformKey;
import java.net.URI;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** Fresh credentials of WeChat Pay: the merchant's key, and two of the platform's, so that it can change over in mid-run. */
public final class WechatPayCredentialsMaker implements ChannelCredentials {
    @Override
    public String channel() {
        return ChannelIds.WECHAT_PAY;
    }

    @Override
    public Map<String, byte[]> make(SecureRandom random, URI baseUrl) {
        String mchid = "19" + Fresh.digits(random, 8);
        KeyPair merchant = RsaKeys.pair(random);
        KeyPair current = RsaKeys.pair(random);
        KeyPair next = RsaKeys.pair(random);
        String currentId = "PUB_KEY_ID_01" + mchid + Fresh.digits(random, 20);
        String nextId = "PUB_KEY_ID_01" + mchid + Fresh.digits(random, 20);
        var credentials = new WechatPayCredentials(
                mchid,
                "wx" + Fresh.digits(random, 16),
                Fresh.hex(random, 40),
                RsaKeys.pem(merchant.getPrivate()),
                Fresh.hex(random, 32),
                currentId,
                RsaKeys.pem(current.getPublic()),
                Map.of(nextId, RsaKeys.pem(next.getPublic())),
                null,
                baseUrl);
        var secrets = new WechatPaySecrets(List.of(
                new PlatformKey(currentId, RsaKeys.pem(current.getPrivate())),
                new PlatformKey(nextId, RsaKeys.pem(next.getPrivate()))));
        return Map.of(
                ChannelIds.WECHAT_PAY + ".json",
                Fresh.file(credentials),
                WechatPaySecrets.FILE + ".json",
                Fresh.file(secrets));
    }
}
