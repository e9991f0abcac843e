package dev.trueup.channels.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.wechat.pay.java.core.cipher.AeadAesCipher;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ResourceCipherTest {
    private static final byte[] KEY = Scene.API_V3_KEY.getBytes(StandardCharsets.UTF_8);

    /** Test case 14 of the GCM specification (McGrew and Viega): key, nonce and text of zeros. */
    @Test
    void agreesWithThePublishedVector() {
        var cipher = new ResourceCipher(List.of(new byte[32]));
        String hidden = cipher.encrypt(new byte[16], "\0".repeat(12), "");
        assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(hidden)))
                .isEqualTo("cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919");
    }

    @Test
    void agreesWithTheOfficialSdkBothWays() {
        var cipher = new ResourceCipher(List.of(KEY));
        var sdk = new AeadAesCipher(KEY);
        byte[] nonce = "fdasflkja484".getBytes(StandardCharsets.UTF_8);
        byte[] data = "transaction".getBytes(StandardCharsets.UTF_8);
        byte[] plain = "订单".getBytes(StandardCharsets.UTF_8);

        String ours = cipher.encrypt(plain, "fdasflkja484", "transaction");
        assertThat(sdk.decrypt(data, nonce, Base64.getDecoder().decode(ours))).isEqualTo("订单");
        String theirs = sdk.encrypt(data, nonce, plain);
        assertThat(cipher.decrypt(theirs, "fdasflkja484", "transaction")).hasValue(plain);
    }

    @Test
    void opensByAFormerKeyAndByNoOther() throws Exception {
        byte[] former = "f".repeat(32).getBytes(StandardCharsets.UTF_8);
        Cipher reference = Cipher.getInstance("AES/GCM/NoPadding");
        reference.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(former, "AES"),
                new GCMParameterSpec(128, "fdasflkja484".getBytes(StandardCharsets.UTF_8)));
        String hidden = Base64.getEncoder().encodeToString(reference.doFinal(new byte[] {1}));

        assertThat(new ResourceCipher(List.of(KEY, former)).decrypt(hidden, "fdasflkja484", ""))
                .hasValue(new byte[] {1});
        assertThat(new ResourceCipher(List.of(KEY)).decrypt(hidden, "fdasflkja484", ""))
                .isEmpty();
    }
}
