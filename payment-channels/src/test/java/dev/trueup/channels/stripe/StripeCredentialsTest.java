package dev.trueup.channels.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trueup.channels.PaymentChannels;
import dev.trueup.channels.UnusableCredentialsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeCredentialsTest {
    private static final String GOOD = """
            {"apiKey":"sk_test_abc","webhookSecret":"whsec_0123456789abcdef","apiVersion":"2026-07-29.dahlia",\
            "otherWebhookSecrets":["whsec_fedcba9876543210"],"baseUrl":"https://api.stripe.com"}""";

    @TempDir
    private Path directory;

    @Test
    void theChannelIsOnWhereItsFileIs() throws Exception {
        Files.writeString(directory.resolve("stripe.json"), GOOD);

        assertThat(PaymentChannels.on(directory)).singleElement().satisfies(merchant -> {
            assertThat(merchant.id()).isEqualTo("stripe");
            assertThat(merchant.callbacks().channel()).isEqualTo("stripe");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "apiKey":"sk_test_abc",    | ``                        | apiKey is missing
            sk_test_abc                | pk_test_abc               | apiKey must start with sk_live_
            sk_test_abc                | sk_test_a c               | apiKey must start with sk_live_
            whsec_0123456789abcdef     | 0123456789abcdef          | webhookSecret must be whsec_
            whsec_0123456789abcdef     | whsec_1                   | webhookSecret must be whsec_
            whsec_fedcba9876543210     | whsec_                    | otherWebhookSecrets must be whsec_
            2026-07-29.dahlia          | latest                    | apiVersion must be a date
            "baseUrl"                  | "accountId":"x","baseUrl" | accountId must start with acct_
            https://api.stripe.com     | https://api.stripe.com/   | baseUrl must be an http or https URL
            "baseUrl"                  | "apiKey":"","baseUrl"     | not JSON
            """)
    void whatCannotBeUsedIsNamedInOneLine(String good, String bad, String complaint) throws Exception {
        Files.writeString(directory.resolve("stripe.json"), GOOD.replace(good, bad));

        assertThatThrownBy(() -> PaymentChannels.on(directory))
                .isInstanceOf(UnusableCredentialsException.class)
                .hasMessageStartingWith(directory.resolve("stripe.json") + ": " + complaint)
                .hasMessageNotContainingAny("\n", "sk_test_abc", "0123456789abcdef");
    }

    @Test
    void theModeIsPartOfTheMerchantsName() {
        assertThat(StripeCredentials.merchantId(null, false)).isEqualTo("test");
        assertThat(StripeCredentials.merchantId("acct_1", true)).isEqualTo("acct_1:live");
    }
}
