package dev.trueup.channels.alipay;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The charsets that Alipay's parameter {@code charset} may name. */
final class Charsets {
    private Charsets() {}

    /** Null for any other. GB 2312 is a part of GBK. */
    static @Nullable Charset named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "utf-8" -> StandardCharsets.UTF_8;
            case "gbk", "gb2312" -> Charset.forName("GBK");
            default -> null;
        };
    }
}
