package dev.trueup.simulator.wechatpay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.trueup.channels.wechatpay.PlatformSigner;
import java.util.List;

/**
 * What only WeChat Pay itself has, in {@code wechat-pay.channel.json}.
 *
 * @param platformKeys the keys it signs by, the current one first; the others are for a rotation
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WechatPaySecrets(List<PlatformKey> platformKeys) {
    /** The file's name, without {@code .json}. */
    public static final String FILE = "wechat-pay.channel";

    public WechatPaySecrets {
        platformKeys = List.copyOf(platformKeys);
        if (platformKeys.isEmpty()) {
            throw new IllegalArgumentException("platformKeys must not be empty");
        }
        platformKeys.forEach(PlatformKey::signer);
    }

    /** One of the platform's keys. */
    public record PlatformKey(String id, String privateKeyPem) {
        PlatformSigner signer() {
            return new PlatformSigner(id, privateKeyPem);
        }

        /** Says nothing secret. */
        @Override
        public String toString() {
            return "PlatformKey[" + id + "]";
        }
    }
}
