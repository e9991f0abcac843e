package dev.trueup.channels;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What the fields of every channel's credentials are held to; each refusal names the field and quotes nothing. */
public final class CredentialFields {
    private CredentialFields() {}

    /** Refuses what is empty. */
    public static void requireText(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be empty");
        }
    }

    /** Refuses what could not stand in a header. */
    public static void requireVisibleAscii(String field, @Nullable String value) {
        requireText(field, value);
        if (value != null && !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(field + " must be visible ASCII characters");
        }
    }

    /** Refuses what is no root of an HTTP API that paths can be appended to. */
    public static void requireBaseUrl(String field, URI url) {
        String scheme = url.getScheme();
        if ((!"http".equals(scheme) && !"https".equals(scheme))
                || url.getHost() == null
                || url.getQuery() != null
                || url.getFragment() != null
                || url.getPath().endsWith("/")) {
            throw new IllegalArgumentException(field + " must be an http or https URL without a trailing slash");
        }
    }
}
