package dev.trueup.simulation.services;

import java.util.concurrent.RejectedExecutionException;

/** An executor has too much to do; without a trace, which would take longer than what it tells of. */
final class OverloadedException extends RejectedExecutionException {
    OverloadedException() {
        super("too much to do");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
