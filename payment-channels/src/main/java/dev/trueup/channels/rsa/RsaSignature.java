package dev.trueup.channels.rsa;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.List;

/** SHA256withRSA in base64: {@code SHA256-RSA2048} at WeChat Pay, {@code RSA2} at Alipay. */
public final class RsaSignature {
    private static final String ALGORITHM = "SHA256withRSA";

    private RsaSignature() {}

    public static String sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = algorithm();
            signature.initSign(key);
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an RSA key cannot sign by " + ALGORITHM, e);
        }
    }

    /**
     * Whether one of {@code keys} belongs to the key that signed {@code message}. Takes only the one base64 text that
     * encodes the signature, though others would decode to the same bytes.
     */
    public static boolean agrees(List<PublicKey> keys, byte[] message, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false; // no base64 is no signature
        }
        return Base64.getEncoder().encodeToString(bytes).equals(base64)
                && keys.stream().anyMatch(key -> agrees(key, message, bytes));
    }

    private static boolean agrees(PublicKey key, byte[] message, byte[] bytes) {
        try {
            Signature signature = algorithm();
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(bytes);
        } catch (SignatureException e) {
            return false; // of another length than the key's
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the key was an RSA key when it was read", e);
        }
    }

    private static Signature algorithm() {
        try {
            return Signature.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
