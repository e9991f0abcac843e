package dev.trueup.channels.wechatpay;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.EncodedKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** RSA keys of 2048 bits or more from PEM (PKCS #8 and X.509 SubjectPublicKeyInfo); refusals name the field. */
final class RsaKeys {
    private static final int FEWEST_BITS = 2048;

    private RsaKeys() {}

    static PrivateKey privateKey(String field, String pem) {
        try {
            return strong(field, factory().generatePrivate(spec(pem, "PRIVATE KEY", PKCS8EncodedKeySpec::new)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused(field, "PRIVATE KEY (PKCS #8)", e);
        }
    }

    static PublicKey publicKey(String field, String pem) {
        try {
            return strong(field, factory().generatePublic(spec(pem, "PUBLIC KEY", X509EncodedKeySpec::new)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused(field, "PUBLIC KEY", e);
        }
    }

    /** The public half of {@code key}, which PKCS #8 holds as well. */
    static PublicKey publicHalf(PrivateKey key) {
        if (!(key instanceof RSAPrivateCrtKey crt)) {
            throw new IllegalArgumentException("merchantPrivateKeyPem does not hold the public exponent");
        }
        try {
            BigInteger modulus = crt.getModulus();
            return factory().generatePublic(new RSAPublicKeySpec(modulus, crt.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a private key's own numbers make no public key", e);
        }
    }

    private interface Encoding {
        EncodedKeySpec of(byte[] der);
    }

    private static EncodedKeySpec spec(String pem, String label, Encoding encoding) {
        String text = pem.strip();
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw new IllegalArgumentException("no PEM of " + label);
        }
        String base64 = text.substring(begin.length(), text.length() - end.length());
        return encoding.of(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
    }

    private static <K> K strong(String field, K key) {
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < FEWEST_BITS) {
            throw new IllegalArgumentException(field + " is shorter than " + FEWEST_BITS + " bits");
        }
        return key;
    }

    private static IllegalArgumentException refused(String field, String label, Exception cause) {
        return new IllegalArgumentException(
                field + " must be the PEM of an RSA " + label + " of at least " + FEWEST_BITS + " bits", cause);
    }

    private static KeyFactory factory() {
        try {
            return KeyFactory.getInstance("RSA");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }
}
