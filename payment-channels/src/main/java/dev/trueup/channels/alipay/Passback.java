package dev.trueup.channels.alipay;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** {@code passback_params}: what a merchant sends along, escaped as Alipay asks, and gets back as sent. */
public final class Passback {
    private Passback() {}

    public static String escaped(String reference) {
        return URLEncoder.encode(reference, StandardCharsets.UTF_8);
    }

    /**
     * What was escaped.
     *
     * @throws IllegalArgumentException when {@code escaped} is not
     */
    public static String unescaped(String escaped) {
        return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
    }
}
