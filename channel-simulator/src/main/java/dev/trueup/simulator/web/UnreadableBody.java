package dev.trueup.simulator.web;

import dev.trueup.foundation.web.JsonPlace;
import dev.trueup.simulator.plan.WireNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says to the caller what is wrong with a body that could not be read, without the names of our classes. */
public final class UnreadableBody {
    private UnreadableBody() {}

    /** One sentence: which field, and what is expected there; or where the body ceases to be JSON. */
    public static String complaint(HttpMessageNotReadableException unreadable) {
        JacksonException wrong = null;
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause.getClass() == IllegalArgumentException.class && cause.getMessage() != null) {
                // a record of ours, naming its field
                return wrong == null || wrong.getPath().isEmpty()
                        ? cause.getMessage()
                        : field(wrong) + "." + cause.getMessage();
            }
            if (cause instanceof JacksonException one) {
                wrong = one;
            }
        }
        return switch (wrong) {
            case null -> "there is no body";
            case UnrecognizedPropertyException unknown -> field(unknown) + " is not known; there are " + known(unknown);
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> field(mismatch) + " must be " + expected(mismatch.getTargetType());
            default -> "the body is not JSON" + JsonPlace.of(wrong);
        };
    }

    private static String field(JacksonException wrong) {
        return wrong.getPath().isEmpty()
                ? "the body"
                : wrong.getPath().stream()
                        .map(step -> step.getPropertyName() == null
                                ? Integer.toString(step.getIndex())
                                : step.getPropertyName())
                        .collect(Collectors.joining("."));
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> WireNames.of((Enum<?>) constant))
                            .collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return plain(type);
    }

    private static String plain(@Nullable Class<?> type) {
        if (type == Duration.class) {
            return "a duration such as \"PT3S\"";
        }
        if (type == Instant.class) {
            return "a time such as \"2026-01-31T09:30:00Z\"";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (type == Double.class || type == double.class) {
            return "a number";
        }
        return type == String.class ? "a text" : "an object";
    }
}
