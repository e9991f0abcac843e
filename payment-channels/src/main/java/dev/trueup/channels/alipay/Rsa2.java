package dev.trueup.channels.alipay;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.List;

/** Alipay's signature {@code RSA2}: SHA256withRSA, written in base64. */
final class Rsa2 {
    static final String NAME = "RSA2";

    private static final String ALGORITHM = "SHA256withRSA";

    private Rsa2() {}

    static String sign(PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM + " for RSA keys", e);
        }
    }

    /** Whether one of {@code keys} belongs to the key that made {@code signature} over {@code content}. */
    static boolean agrees(List<PublicKey> keys, byte[] content, String signature) {
        byte[] signed;
        try {
            signed = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return false; // no base64 is no signature
        }
        return keys.stream().anyMatch(key -> agrees(key, content, signed));
    }

    private static boolean agrees(PublicKey key, byte[] content, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false; // of another length than the key's
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the key was an RSA key when it was read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
