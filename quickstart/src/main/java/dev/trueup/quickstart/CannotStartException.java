package dev.trueup.quickstart;

/** Something that the user can put right keeps the quickstart from starting; the message says what, in one line. */
final class CannotStartException extends RuntimeException {
    CannotStartException(String message) {
        super(message);
    }

    CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
