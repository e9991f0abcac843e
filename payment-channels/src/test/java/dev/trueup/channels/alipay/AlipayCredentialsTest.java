package dev.trueup.channels.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trueup.channels.PaymentChannels;
import dev.trueup.channels.UnusableCredentialsException;
import dev.trueup.channels.json.StrictJson;
import dev.trueup.channels.rsa.RsaKeys;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlipayCredentialsTest {
    private static final String GOOD =
            StrictJson.MAPPER.writeValueAsString(Samples.credentials(URI.create("https://openapi.alipay.com")));

    @TempDir
    private Path directory;

    @Test
    void theChannelIsOnWhereItsFileIs() throws Exception {
        Files.writeString(directory.resolve("alipay.json"), GOOD);

        assertThat(PaymentChannels.on(directory)).singleElement().satisfies(merchant -> {
            assertThat(merchant.id()).isEqualTo("alipay");
            assertThat(merchant.callbacks().channel()).isEqualTo("alipay");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "appId":"2021000000000001"     | "appId":""                 | appId must not be empty
            "sellerId":"2088000000000001"  | "sellerId":"20 88"         | sellerId must be visible ASCII characters
            "merchantPrivateKeyPem":"      | "merchantPrivateKeyPem":"x | merchantPrivateKeyPem must be an RSA private key in PKCS #8
            "alipayPublicKeyPem":"         | "alipayPublicKeyPem":"x    | alipayPublicKeyPem must be an RSA public key
            "furtherAlipayPublicKeyPems":[ | "furtherAlipayPublicKeyPems":["AAAA" | furtherAlipayPublicKeyPems must be an RSA public key
            https://openapi.alipay.com     | https://openapi.alipay.com/ | baseUrl must be an http or https URL
            """)
    void whatCannotBeUsedIsNamedInOneLine(String good, String bad, String complaint) throws Exception {
        Files.writeString(directory.resolve("alipay.json"), GOOD.replace(good, bad));

        assertThatThrownBy(() -> PaymentChannels.on(directory))
                .isInstanceOf(UnusableCredentialsException.class)
                .hasMessageStartingWith(directory.resolve("alipay.json") + ": " + complaint)
                .hasMessageNotContainingAny("\n", "MII");
    }

    @Test
    void keysMayBeBareBase64AsThePortalShowsThem() {
        assertThat(RsaKeys.publicKey(
                        "key", Samples.base64(Samples.ALIPAY.getPublic().getEncoded())))
                .isEqualTo(Samples.ALIPAY.getPublic());
    }

    @Test
    void theirTextFormKeepsTheSecrets() {
        assertThat(Samples.credentials(URI.create("https://openapi.alipay.com")).toString())
                .contains(Samples.APP)
                .doesNotContain("KEY", "MII");
    }
}
