package dev.trueup.channels.alipay;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * RSA keys as Alipay's tools write them: PEM, or the bare base64 between its lines. Each refusal names the field and
 * quotes nothing of the key.
 */
public final class RsaKeys {
    /** What RSA2 asks for at least. */
    private static final int LEAST_BITS = 2048;

    private RsaKeys() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException naming {@code field}
     */
    public static PrivateKey privateKey(String field, String pem) {
        String form = field + " must be an RSA private key in PKCS #8 (-----BEGIN PRIVATE KEY-----)";
        try {
            PrivateKey key =
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(pem, "PRIVATE KEY")));
            requireStrong(field, (RSAKey) key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(form, e);
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException naming {@code field}
     */
    public static PublicKey publicKey(String field, String pem) {
        String form = field + " must be an RSA public key (-----BEGIN PUBLIC KEY-----)";
        try {
            PublicKey key =
                    KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der(pem, "PUBLIC KEY")));
            requireStrong(field, (RSAKey) key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(form, e);
        }
    }

    /** The key as PEM. */
    public static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** The key as PEM. */
    public static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
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

    private static void requireStrong(String field, RSAKey key) {
        if (key.getModulus().bitLength() < LEAST_BITS) {
            throw new IllegalArgumentException(field + " must have at least " + LEAST_BITS + " bits");
        }
    }
}
