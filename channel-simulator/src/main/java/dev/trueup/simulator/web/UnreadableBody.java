package dev.trueup.simulator.web;

import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;

/** Says to the caller what is wrong with a body that could not be read, without the names of our classes. */
public final class UnreadableBody {
    private UnreadableBody() {}

    /** One sentence, naming the field where there is one. */
    public static String complaint(HttpMessageNotReadableException unreadable) {
        String field = "";
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause.getClass() == IllegalArgumentException.class && cause.getMessage() != null) {
                return cause.getMessage(); // a record of ours, naming its field
            }
            if (cause instanceof JacksonException wrong) {
                field = field(wrong);
            }
        }
        return field.isEmpty() ? "the body is not the JSON that is expected" : field + " is not what it should be";
    }

    private static String field(JacksonException wrong) {
        return wrong.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("."));
    }
}
