package dev.trueup.simulator.alipay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.trueup.channels.rsa.RsaKeys;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;

/**
 * What only Alipay itself has, in {@code alipay.channel.json}.
 *
 * @param alipayPrivateKeyPems sign answers and notices, the current one first; the others are for a rotation
 * @param merchantPublicKeyPem as the merchant has uploaded it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AlipaySecrets(List<String> alipayPrivateKeyPems, String merchantPublicKeyPem) {
    /** The file's name, without {@code .json}. */
    public static final String FILE = "alipay.channel";

    public AlipaySecrets {
        alipayPrivateKeyPems = List.copyOf(alipayPrivateKeyPems);
        if (alipayPrivateKeyPems.isEmpty()) {
            throw new IllegalArgumentException("alipayPrivateKeyPems must not be empty");
        }
        keys(alipayPrivateKeyPems);
        RsaKeys.publicKey("merchantPublicKeyPem", merchantPublicKeyPem);
    }

    List<PrivateKey> alipayKeys() {
        return keys(alipayPrivateKeyPems);
    }

    PublicKey merchantKey() {
        return RsaKeys.publicKey("merchantPublicKeyPem", merchantPublicKeyPem);
    }

    private static List<PrivateKey> keys(List<String> pems) {
        return pems.stream()
                .map(pem -> RsaKeys.privateKey("alipayPrivateKeyPems", pem))
                .toList();
    }

    /** Says nothing secret. */
    @Override
    public String toString() {
        return "AlipaySecrets[" + alipayPrivateKeyPems.size() + " keys]";
    }
}
