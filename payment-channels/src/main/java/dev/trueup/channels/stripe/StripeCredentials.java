package dev.trueup.channels.stripe;

import static dev.trueup.channels.CredentialFields.requireBaseUrl;
import static dev.trueup.channels.CredentialFields.requireText;
import static dev.trueup.channels.CredentialFields.requireVisibleAscii;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe hands to its merchant.
 *
 * @param apiKey secret or restricted key of one account in one mode ({@code sk_live_…}, {@code rk_test_…}); secret
 * @param webhookSecret signing secret of the webhook endpoint, {@code whsec_…}; secret
 * @param otherWebhookSecrets further signing secrets that are believed: of a second endpoint, or the one that is being
 *     rolled out; secret
 * @param apiVersion the API version of all calls, such as {@code 2026-07-29.dahlia}
 * @param accountId {@code acct_…}, where the merchant is a connected account and the key its platform's
 * @param baseUrl the root of the API, without a trailing slash and without {@code /v1}
 */
public record StripeCredentials(
        String apiKey,
        String webhookSecret,
        @Nullable List<String> otherWebhookSecrets,
        String apiVersion,
        @Nullable String accountId,
        URI baseUrl) {
    private static final Pattern API_KEY = Pattern.compile("[sr]k_(?:live|test)_\\w{1,250}");
    private static final Pattern API_VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:\\.[a-z]{1,32})?");
    private static final Pattern ACCOUNT_ID = Pattern.compile("acct_\\w{1,60}");
    private static final int MOST_SECRETS = 16;

    public StripeCredentials {
        requireText("apiKey", apiKey);
        if (!API_KEY.matcher(apiKey).matches()) {
            throw new IllegalArgumentException("apiKey must start with sk_live_, sk_test_, rk_live_ or rk_test_");
        }
        requireWebhookSecret("webhookSecret", webhookSecret);
        otherWebhookSecrets = otherWebhookSecrets == null ? List.of() : List.copyOf(otherWebhookSecrets);
        otherWebhookSecrets.forEach(secret -> requireWebhookSecret("otherWebhookSecrets", secret));
        if (otherWebhookSecrets.size() > MOST_SECRETS) {
            throw new IllegalArgumentException("otherWebhookSecrets must not be more than " + MOST_SECRETS);
        }
        requireText("apiVersion", apiVersion);
        if (!API_VERSION.matcher(apiVersion).matches()) {
            throw new IllegalArgumentException("apiVersion must be a date and perhaps a name, as 2026-07-29.dahlia");
        }
        if (accountId != null && !ACCOUNT_ID.matcher(accountId).matches()) {
            throw new IllegalArgumentException("accountId must start with acct_");
        }
        requireBaseUrl("baseUrl", baseUrl);
    }

    private static void requireWebhookSecret(String field, String secret) {
        requireVisibleAscii(field, secret);
        if (!secret.startsWith("whsec_") || secret.length() < 16) {
            throw new IllegalArgumentException(field + " must be whsec_ and at least 10 characters");
        }
    }

    /** Whether real money moves. */
    public boolean livemode() {
        return apiKey.startsWith("_live_", 2);
    }

    /** What stands for the merchant in statements. */
    public String merchantId() {
        return merchantId(accountId, livemode());
    }

    /**
     * Stripe names only connected accounts, but always says whether money is real: a test payment must never pay
     * for an order of the live mode, so the mode is part of the merchant's name.
     */
    static String merchantId(@Nullable String accountId, boolean livemode) {
        String mode = livemode ? "live" : "test";
        return accountId == null ? mode : accountId + ":" + mode;
    }

    /** Every signing secret that is believed. */
    public List<String> webhookSecrets() {
        return Stream.concat(
                        Stream.of(webhookSecret),
                        Objects.requireNonNullElse(otherWebhookSecrets, List.<String>of()).stream())
                .toList();
    }

    /** Names nothing secret. */
    @Override
    public String toString() {
        return "StripeCredentials[merchantId=" + merchantId() + ", apiVersion=" + apiVersion + ", baseUrl=" + baseUrl
                + "]";
    }
}
