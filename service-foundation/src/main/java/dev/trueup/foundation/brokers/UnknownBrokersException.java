package dev.trueup.foundation.brokers;

/** None of the brokers' names could be resolved. */
final class UnknownBrokersException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownBrokersException(String message) {
        super(message);
    }
}
