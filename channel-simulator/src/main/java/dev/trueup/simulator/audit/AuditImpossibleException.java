package dev.trueup.simulator.audit;

import org.jspecify.annotations.Nullable;

/** A neighbour that the audit needs is away or makes no sense. */
public final class AuditImpossibleException extends RuntimeException {
    public AuditImpossibleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public AuditImpossibleException(String message) {
        super(message);
    }
}
