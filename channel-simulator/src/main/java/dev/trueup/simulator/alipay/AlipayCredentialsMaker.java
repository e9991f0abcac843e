package dev.trueup.simulator.alipay;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.alipay.AlipayCredentials;
import dev.trueup.channels.rsa.RsaKeys;
import dev.trueup.simulator.credentials.ChannelCredentials;
import dev.trueup.simulator.credentials.Fresh;
import java.net.URI;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** Fresh credentials of Alipay: the merchant's key, and two of Alipay's, so that it can change over in mid-run. */
public final class AlipayCredentialsMaker implements ChannelCredentials {
    private static final int DIGITS = 12;

    @Override
    public String channel() {
        return ChannelIds.ALIPAY;
    }

    @Override
    public Map<String, byte[]> make(SecureRandom random, URI baseUrl) {
        KeyPair merchant = RsaKeys.pair(random);
        KeyPair current = RsaKeys.pair(random);
        KeyPair next = RsaKeys.pair(random);
        var credentials = new AlipayCredentials(
                "2021" + Fresh.digits(random, DIGITS),
                "2088" + Fresh.digits(random, DIGITS),
                RsaKeys.pem(merchant.getPrivate()),
                RsaKeys.pem(current.getPublic()),
                List.of(RsaKeys.pem(next.getPublic())),
                baseUrl);
        var secrets = new AlipaySecrets(
                List.of(RsaKeys.pem(current.getPrivate()), RsaKeys.pem(next.getPrivate())),
                RsaKeys.pem(merchant.getPublic()));
        return Map.of(
                ChannelIds.ALIPAY + ".json",
                Fresh.file(credentials),
                AlipaySecrets.FILE + ".json",
                Fresh.file(secrets));
    }
}
