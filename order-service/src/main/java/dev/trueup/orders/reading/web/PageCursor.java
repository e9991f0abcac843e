package dev.trueup.orders.reading.web;

import dev.trueup.orders.order.Orders.Position;
import dev.trueup.orders.web.InvalidRequestException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a list as text: a millisecond, and of what has the same the name. */
final class PageCursor {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})-([A-Za-z0-9_*|:.-]{1,200})");

    private PageCursor() {}

    /** The place that a request names; null where it names none. */
    static @Nullable Position after(@Nullable String cursor) {
        return cursor == null ? null : read(cursor);
    }

    static String write(Position position) {
        return position.createdAt().toEpochMilli() + "-" + position.orderNo();
    }

    /**
     * The place that {@link #write} wrote.
     *
     * @throws InvalidRequestException naming the parameter {@code after}
     */
    static Position read(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new InvalidRequestException("after", "must be the value of next of the page before");
        }
        return new Position(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2));
    }
}
