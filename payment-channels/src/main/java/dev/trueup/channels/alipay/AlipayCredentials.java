package dev.trueup.channels.alipay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.trueup.channels.CredentialFields;
import dev.trueup.channels.rsa.RsaKeys;
import java.net.URI;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Alipay's open platform hands to its merchant.
 *
 * @param appId the application's id
 * @param sellerId the merchant's account that is paid, 2088…
 * @param merchantPrivateKeyPem signs the merchant's requests; secret
 * @param alipayPublicKeyPem verifies Alipay's answers and notices
 * @param furtherAlipayPublicKeyPems keys that are as good, while Alipay's changes; may be absent
 * @param baseUrl the root of the gateway without {@code /gateway.do} and without a trailing slash
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AlipayCredentials(
        String appId,
        String sellerId,
        String merchantPrivateKeyPem,
        String alipayPublicKeyPem,
        @Nullable List<String> furtherAlipayPublicKeyPems,
        URI baseUrl) {

    private static final int MOST_FURTHER_KEYS = 8;

    public AlipayCredentials {
        CredentialFields.requireVisibleAscii("appId", appId);
        CredentialFields.requireVisibleAscii("sellerId", sellerId);
        CredentialFields.requireText("merchantPrivateKeyPem", merchantPrivateKeyPem);
        CredentialFields.requireText("alipayPublicKeyPem", alipayPublicKeyPem);
        CredentialFields.requireBaseUrl("baseUrl", baseUrl);
        furtherAlipayPublicKeyPems = List.copyOf(Objects.requireNonNullElse(furtherAlipayPublicKeyPems, List.of()));
        if (furtherAlipayPublicKeyPems.size() > MOST_FURTHER_KEYS) {
            throw new IllegalArgumentException(
                    "furtherAlipayPublicKeyPems must be at most " + MOST_FURTHER_KEYS + " keys");
        }
        RsaKeys.privateKey("merchantPrivateKeyPem", merchantPrivateKeyPem);
        alipayKeys(alipayPublicKeyPem, furtherAlipayPublicKeyPems);
    }

    PrivateKey merchantKey() {
        return RsaKeys.privateKey("merchantPrivateKeyPem", merchantPrivateKeyPem);
    }

    /** Alipay's keys, the current one first. */
    List<PublicKey> alipayKeys() {
        return alipayKeys(alipayPublicKeyPem, Objects.requireNonNullElse(furtherAlipayPublicKeyPems, List.of()));
    }

    private static List<PublicKey> alipayKeys(String current, List<String> further) {
        return Stream.concat(
                        Stream.of(RsaKeys.publicKey("alipayPublicKeyPem", current)),
                        further.stream().map(pem -> RsaKeys.publicKey("furtherAlipayPublicKeyPems", pem)))
                .toList();
    }

    /** Names the merchant and nothing secret. */
    @Override
    public String toString() {
        return "AlipayCredentials[appId=" + appId + ", sellerId=" + sellerId + ", baseUrl=" + baseUrl + "]";
    }
}
