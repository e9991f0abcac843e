package dev.trueup.channels.alipay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** Times as Alipay writes them: {@code 2026-11-25 15:04:05}, without a zone, meant in China's, which has one all year. */
public final class BeijingTime {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** {@code gmt_refund} comes with milliseconds. */
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.MILLI_OF_SECOND, 1, 3, true)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private BeijingTime() {}

    /** Null when it is no such time. */
    public static @Nullable Instant read(String text) {
        try {
            return LocalDateTime.parse(text, READ).toInstant(ZONE);
        } catch (DateTimeException e) {
            return null; // the caller names the field
        }
    }

    /** In whole seconds, what is beyond is left away. */
    public static String text(Instant instant) {
        return WRITTEN.format(instant.atOffset(ZONE));
    }
}
