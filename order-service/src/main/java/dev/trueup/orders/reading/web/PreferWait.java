package dev.trueup.orders.reading.web;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The preference {@code wait} of the header {@code Prefer} (RFC 7240, section 4.3). */
final class PreferWait {
    static final String HEADER = "Prefer";
    private static final long LONGEST_SECONDS = 30;
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?(?:$|[,;\\s])");

    private PreferWait() {}

    /** How long the client would wait, at most 30 s. A preference that cannot be read is none, as the RFC has it. */
    static Duration of(@Nullable String header) {
        Matcher wait = WAIT.matcher(header == null ? "" : header);
        return wait.find()
                ? Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(wait.group(1))))
                : Duration.ZERO;
    }
}
