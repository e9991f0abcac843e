package dev.trueup.orders.web;

import java.util.List;
import java.util.stream.Collectors;

/** A request whose fields are missing, of the wrong kind or out of range. */
public final class InvalidRequestException extends RuntimeException {
    private final transient List<FieldError> errors;

    public InvalidRequestException(List<FieldError> errors) {
        super(errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** A request with one bad field. */
    public InvalidRequestException(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }

    /**
     * One bad field.
     *
     * @param message continues the sentence that the field's name begins
     */
    public record FieldError(String field, String message) {}
}
