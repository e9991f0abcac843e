package dev.trueup.contracts.kafka;

/** A record that can never be read, however often it is tried: it belongs on the dead-letter topic. */
public final class UnreadableEventException extends RuntimeException {
    public UnreadableEventException(String message) {
        super(message);
    }

    public UnreadableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
