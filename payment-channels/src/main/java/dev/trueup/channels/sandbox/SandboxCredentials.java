package dev.trueup.channels.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.trueup.channels.CredentialFields;
import java.net.URI;
import java.util.Base64;

/**
 * What the sandbox channel hands to its merchant.
 *
 * @param merchantId the merchant's id at the channel
 * @param apiKey bearer token of the merchant's calls; secret
 * @param webhookSecret {@code whsec_} and base64 of the HMAC key, as Standard Webhooks writes it; secret
 * @param baseUrl the root of the channel's API, without a trailing slash
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SandboxCredentials(String merchantId, String apiKey, String webhookSecret, URI baseUrl) {
    private static final String SECRET_PREFIX = "whsec_";

    public SandboxCredentials {
        CredentialFields.requireText("merchantId", merchantId);
        CredentialFields.requireVisibleAscii("apiKey", apiKey); // it becomes a header's value
        CredentialFields.requireText("webhookSecret", webhookSecret);
        CredentialFields.requireBaseUrl("baseUrl", baseUrl);
        decode(webhookSecret);
    }

    /** The HMAC key inside {@link #webhookSecret}. */
    byte[] webhookKey() {
        return decode(webhookSecret);
    }

    private static byte[] decode(String webhookSecret) {
        if (!webhookSecret.startsWith(SECRET_PREFIX)) {
            throw new IllegalArgumentException("webhookSecret must start with whsec_");
        }
        try {
            byte[] key = Base64.getDecoder().decode(webhookSecret.substring(SECRET_PREFIX.length()));
            if (key.length < 24) { // the least that Standard Webhooks 1.0.0 allows
                throw new IllegalArgumentException("webhookSecret must hold at least 24 bytes");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("webhookSecret must be whsec_ and base64 of at least 24 bytes", e);
        }
    }

    /** Names the merchant and nothing secret. */
    @Override
    public String toString() {
        return "SandboxCredentials[merchantId=" + merchantId + ", baseUrl=" + baseUrl + "]";
    }
}
