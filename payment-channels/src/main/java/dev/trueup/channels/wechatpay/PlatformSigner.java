package dev.trueup.channels.wechatpay;

import dev.trueup.channels.rsa.RsaKeys;
import dev.trueup.channels.rsa.RsaSignature;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The channel's side: signs notices and answers by the platform's key. */
public final class PlatformSigner {
    private final String keyId;
    private final PrivateKey key;

    /**
     * Signs by the key with this id.
     *
     * @param privateKeyPem PKCS #8
     * @throws IllegalArgumentException where it is no RSA key of 2048 bits or more
     */
    public PlatformSigner(String keyId, String privateKeyPem) {
        this.keyId = keyId;
        this.key = RsaKeys.privateKey("platformPrivateKeyPem", privateKeyPem);
    }

    /**
     * The headers that go with {@code body}.
     *
     * @param signedAt wall time; receivers refuse what is more than five minutes away
     * @param nonce visible ASCII, at most 128 characters
     * @param body may be empty: the answer 204 is signed as well
     */
    public Map<String, String> headers(Instant signedAt, String nonce, byte[] body) {
        String timestamp = Long.toString(signedAt.getEpochSecond());
        return headers(timestamp, nonce, RsaSignature.sign(key, PlatformSignature.signed(timestamp, nonce, body)));
    }

    /** The headers of a probe: whoever verifies refuses it. */
    public Map<String, String> probe(Instant signedAt, String nonce, byte[] body) {
        String timestamp = Long.toString(signedAt.getEpochSecond());
        String signature = RsaSignature.sign(key, PlatformSignature.signed(timestamp, nonce, body));
        return headers(
                timestamp, nonce, PlatformSignature.PROBE + signature.substring(PlatformSignature.PROBE.length()));
    }

    private Map<String, String> headers(String timestamp, String nonce, String signature) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(PlatformSignature.SERIAL, keyId);
        headers.put(PlatformSignature.SIGNATURE, signature);
        headers.put(PlatformSignature.TIMESTAMP, timestamp);
        headers.put(PlatformSignature.NONCE, nonce);
        headers.put(PlatformSignature.SIGNATURE_TYPE, PlatformSignature.TYPE);
        return headers;
    }
}
