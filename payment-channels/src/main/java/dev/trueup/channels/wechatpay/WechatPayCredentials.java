package dev.trueup.channels.wechatpay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.trueup.channels.CredentialFields;
import dev.trueup.channels.rsa.RsaKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat Pay hands to its merchant, and what the merchant made for it.
 *
 * @param mchid the merchant's number
 * @param appid the app the payments belong to
 * @param merchantSerialNumber of the certificate of the merchant's key
 * @param merchantPrivateKeyPem signs the merchant's requests; secret
 * @param apiV3Key encrypts notices, 32 bytes; secret
 * @param platformPublicKeyId names the key WeChat Pay signs with now
 * @param platformPublicKeyPem that key
 * @param furtherPlatformPublicKeys keys by their ids, PEM, that are about to be used, or were and may still have signed
 *     what is read again; may be absent
 * @param formerApiV3Keys keys under which notices came in that are read again; may be absent; secret
 * @param baseUrl the root of the API, without a trailing slash, such as {@code https://api.mch.weixin.qq.com}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WechatPayCredentials(
        String mchid,
        String appid,
        String merchantSerialNumber,
        String merchantPrivateKeyPem,
        String apiV3Key,
        String platformPublicKeyId,
        String platformPublicKeyPem,
        @Nullable Map<String, String> furtherPlatformPublicKeys,
        @Nullable List<String> formerApiV3Keys,
        URI baseUrl) {
    public WechatPayCredentials {
        CredentialFields.requireVisibleAscii("mchid", mchid);
        CredentialFields.requireVisibleAscii("appid", appid);
        CredentialFields.requireVisibleAscii("merchantSerialNumber", merchantSerialNumber);
        CredentialFields.requireVisibleAscii("platformPublicKeyId", platformPublicKeyId);
        CredentialFields.requireBaseUrl("baseUrl", baseUrl);
        requireKey("apiV3Key", apiV3Key);
        formerApiV3Keys = formerApiV3Keys == null ? List.of() : List.copyOf(formerApiV3Keys);
        formerApiV3Keys.forEach(key -> requireKey("formerApiV3Keys", key));
        furtherPlatformPublicKeys =
                furtherPlatformPublicKeys == null ? Map.of() : Map.copyOf(furtherPlatformPublicKeys);
        RsaKeys.privateKey("merchantPrivateKeyPem", merchantPrivateKeyPem);
        RsaKeys.publicKey("platformPublicKeyPem", platformPublicKeyPem);
        furtherPlatformPublicKeys.values().forEach(pem -> RsaKeys.publicKey("furtherPlatformPublicKeys", pem));
    }

    /** Signs requests. */
    PrivateKey merchantKey() {
        return RsaKeys.privateKey("merchantPrivateKeyPem", merchantPrivateKeyPem);
    }

    /** Verifies requests, on the channel's side. */
    PublicKey merchantPublicKey() {
        return RsaKeys.publicHalf(merchantKey());
    }

    /** The keys that WeChat Pay may sign with, by id. */
    Map<String, PublicKey> platformKeys() {
        Map<String, PublicKey> keys = new HashMap<>();
        if (furtherPlatformPublicKeys != null) {
            furtherPlatformPublicKeys.forEach(
                    (id, pem) -> keys.put(id, RsaKeys.publicKey("furtherPlatformPublicKeys", pem)));
        }
        keys.put(platformPublicKeyId, RsaKeys.publicKey("platformPublicKeyPem", platformPublicKeyPem));
        return Map.copyOf(keys);
    }

    /** What notices may be encrypted by, the present one first. */
    ResourceCipher cipher() {
        List<String> former = formerApiV3Keys == null ? List.of() : formerApiV3Keys;
        return new ResourceCipher(Stream.concat(Stream.of(apiV3Key), former.stream())
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    private static void requireKey(String field, @Nullable String key) {
        CredentialFields.requireText(field, key);
        if (key == null || key.getBytes(StandardCharsets.UTF_8).length != ResourceCipher.KEY_BYTES) {
            throw new IllegalArgumentException(field + " must be " + ResourceCipher.KEY_BYTES + " bytes");
        }
    }

    /** Names the merchant and nothing secret. */
    @Override
    public String toString() {
        return "WechatPayCredentials[mchid=" + mchid + ", appid=" + appid + ", baseUrl=" + baseUrl + "]";
    }
}
