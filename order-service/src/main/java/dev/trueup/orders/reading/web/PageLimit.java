package dev.trueup.orders.reading.web;

import dev.trueup.orders.web.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/** How long a page is. */
final class PageLimit {
    private static final int LONGEST_PAGE = 1000;

    private PageLimit() {}

    /**
     * From 1 to 1000, 100 where nothing is said.
     *
     * @throws InvalidRequestException naming the parameter {@code limit}
     */
    static int read(@Nullable String text) {
        try {
            int limit = text == null ? 100 : Integer.parseInt(text);
            if (limit >= 1 && limit <= LONGEST_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // as wrong as one out of range
        }
        throw new InvalidRequestException("limit", "must be a whole number from 1 to " + LONGEST_PAGE);
    }
}
