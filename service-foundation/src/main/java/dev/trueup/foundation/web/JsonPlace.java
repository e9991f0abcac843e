package dev.trueup.foundation.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Where in a body its JSON could not be read any further, for people, quoting nothing of it. */
public final class JsonPlace {
    private JsonPlace() {}

    /** Such as {@code " at line 1, column 17"}; empty where the failure tells no place. */
    public static String of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException unread) {
                TokenStreamLocation place = unread.getLocation();
                return place == null || place.getLineNr() < 1
                        ? ""
                        : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            }
        }
        return "";
    }
}
