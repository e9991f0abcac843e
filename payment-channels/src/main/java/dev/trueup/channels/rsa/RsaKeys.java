package dev.trueup.channels.rsa;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * RSA keys of 2048 bits or more as channels' portals and tools write them: PEM, or the bare base64 between its lines.
 * Each refusal is an IllegalArgumentException that names the field and quotes nothing of the key.
 */
public final class RsaKeys {
    private static final int BITS = 2048;
    private static final int LINE = 64;

    private RsaKeys() {}

    /** A private key in PKCS #8, which holds its public half as well. */
    public static PrivateKey privateKey(String field, String pem) {
        try {
            PrivateKey key = factory().generatePrivate(new PKCS8EncodedKeySpec(der(pem, "PRIVATE KEY")));
            requireStrong(field, key);
            if (key instanceof RSAPrivateCrtKey) {
                return key;
            }
            throw new InvalidKeyException("the key does not hold its public exponent");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    field + " must be an RSA private key in PKCS #8 (-----BEGIN PRIVATE KEY-----)", e);
        }
    }

    /** A public key in X.509's SubjectPublicKeyInfo. */
    public static PublicKey publicKey(String field, String pem) {
        try {
            PublicKey key = factory().generatePublic(new X509EncodedKeySpec(der(pem, "PUBLIC KEY")));
            requireStrong(field, key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(field + " must be an RSA public key (-----BEGIN PUBLIC KEY-----)", e);
        }
    }

    /** The public half of a key that {@link #privateKey} has read. */
    public static PublicKey publicHalf(PrivateKey key) {
        RSAPrivateCrtKey numbers = (RSAPrivateCrtKey) key;
        try {
            return factory().generatePublic(new RSAPublicKeySpec(numbers.getModulus(), numbers.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a private key's own numbers make no public key", e);
        }
    }

    /** A fresh pair. */
    public static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** The key as PEM. */
    public static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key);
    }

    /** The key as PEM. */
    public static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key);
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END " + label + "-----\n";
    }

    private static byte[] der(String pem, String label) throws GeneralSecurityException {
        String base64 = pem.strip();
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        if (base64.startsWith(begin) && base64.endsWith(end)) {
            base64 = base64.substring(begin.length(), base64.length() - end.length());
        }
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base64", e);
        }
    }

    private static void requireStrong(String field, Key key) {
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < BITS) {
            throw new IllegalArgumentException(field + " must have at least " + BITS + " bits");
        }
    }

    private static KeyFactory factory() {
        try {
            return KeyFactory.getInstance("RSA");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }
}
