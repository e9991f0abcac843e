package dev.trueup.testservers;

/** The one line that matters of a failure with a long chain of causes. */
final class RootCause {
    private RootCause() {}

    static String of(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause.getClass().getSimpleName() + ": " + message;
    }
}
