package dev.trueup.foundation.logging;

import java.util.regex.Pattern;

/** Finds what looks like a secret of a channel's, by the forms that they are handed out in. */
final class Secrets {
    private static final String MASK = "***";

    private static final Pattern LOOKS_SECRET = Pattern.compile(
            String.join(
                    "|",
                    // PEM, up to its end or, where that is cut off, to the end of the text
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)",
                    // Standard Webhooks and Stripe
                    "\\bwhsec_[A-Za-z0-9+/=_-]+",
                    "\\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]+",
                    "\\b[A-Za-z0-9_]+_secret_[A-Za-z0-9]+",
                    // PKCS #8 without its frame
                    "\\bMII[A-Za-z0-9+/=]{200,}",
                    // headers, connection strings and whatever is called by its name
                    "(?i)(?<=\\bbearer )[A-Za-z0-9._~+/=-]+",
                    "(?<=://[^:/@\\s]{1,64}:)[^@/\\s]+(?=@)",
                    "(?i)(?<=(?:api[-_]?v?3?[-_]?key|secret|password|private[-_]?key)[\"']?\\s{0,2}[=:]\\s{0,2}[\"']?)[^\\s\"',;&}]+"));

    private Secrets() {}

    static String masked(String text) {
        return LOOKS_SECRET.matcher(text).replaceAll(MASK);
    }
}
