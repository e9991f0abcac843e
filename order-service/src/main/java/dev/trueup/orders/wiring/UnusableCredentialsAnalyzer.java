package dev.trueup.orders.wiring;

import dev.trueup.channels.UnusableCredentialsException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line why the service does not start when a channel's credentials cannot be used. */
class UnusableCredentialsAnalyzer extends AbstractFailureAnalyzer<UnusableCredentialsException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableCredentialsException cause) {
        return new FailureAnalysis(
                "Unusable credentials: " + cause.getMessage(),
                "Put a channel's credentials there, or point the setting trueup.credentials.dir elsewhere.",
                cause);
    }
}
