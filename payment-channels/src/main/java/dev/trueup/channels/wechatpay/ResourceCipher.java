package dev.trueup.channels.wechatpay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AEAD_AES_256_GCM of RFC 5116, as it hides what a notice is about: the tag follows the ciphertext. */
final class ResourceCipher {
    static final String ALGORITHM = "AEAD_AES_256_GCM";
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<SecretKeySpec> keys;

    /** Encrypts by the first of {@code keys} and decrypts by any. */
    ResourceCipher(List<byte[]> keys) {
        this.keys = keys.stream().map(key -> new SecretKeySpec(key, "AES")).toList();
    }

    String encrypt(byte[] plain, String nonce, String associatedData) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, associatedData);
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt by " + ALGORITHM, e);
        }
    }

    /** Empty where no key opens it. */
    Optional<byte[]> decrypt(String ciphertext, String nonce, String associatedData) {
        return keys.stream()
                .flatMap(key -> decrypt(key, ciphertext, nonce, associatedData).stream())
                .findFirst();
    }

    private static Optional<byte[]> decrypt(SecretKeySpec key, String ciphertext, String nonce, String associatedData) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, associatedData);
            return Optional.of(cipher.doFinal(Base64.getDecoder().decode(ciphertext)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty(); // not by this key, or no ciphertext at all
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, String nonce, String associatedData)
            throws GeneralSecurityException {
        byte[] iv = nonce.getBytes(StandardCharsets.UTF_8);
        if (iv.length != NONCE_BYTES) {
            throw new IllegalArgumentException("nonce must be " + NONCE_BYTES + " bytes");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
