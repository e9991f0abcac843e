package dev.trueup.channels.alipay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as Alipay writes them: {@code 2026-11-25 15:04:05}, without a zone, meant in China's, which has one all year. */
final class BeijingTime {
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
    static @Nullable Instant read(String text) {
        try {
            return LocalDateTime.parse(text, READ).toInstant(ZONE);
        } catch (DateTimeException e) {
            return null; // the caller names the field
        }
    }

    /** In whole seconds, what is beyond is left away. */
    static String text(Instant instant) {
        return WRITTEN.format(instant.atOffset(ZONE));
    }

    /** The first whole second that is not before {@code instant}. */
    static String textNotBefore(Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return text(second.equals(instant) ? second : second.plusSeconds(1));
    }
}
