package dev.trueup.channels.wechatpay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** SHA256-RSA2048 as WeChat Pay names it: SHA256withRSA, in base64. */
final class RsaSignature {
    private static final String ALGORITHM = "SHA256withRSA";

    private RsaSignature() {}

    static String sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign by " + ALGORITHM, e);
        }
    }

    /** Takes only the one base64 text that encodes the signature, though others would decode to the same bytes. */
    static boolean agrees(PublicKey key, byte[] message, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.UTF_8));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return Base64.getEncoder().encodeToString(bytes).equals(base64) && signature.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // neither of the right length nor base64: whatever it is, no signature of the key
        }
    }
}
