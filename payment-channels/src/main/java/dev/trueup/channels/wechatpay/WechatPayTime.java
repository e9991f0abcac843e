package dev.trueup.channels.wechatpay;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as WeChat Pay writes them: RFC 3339, whole seconds, Beijing's offset. */
public final class WechatPayTime {
    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

    private WechatPayTime() {}

    public static String text(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                time.truncatedTo(ChronoUnit.SECONDS).atOffset(BEIJING));
    }

    /**
     * Reads one.
     *
     * @throws java.time.DateTimeException where it is none
     */
    public static Instant read(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
