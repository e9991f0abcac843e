package dev.trueup.foundation.credentials;

import dev.trueup.channels.UnusableCredentialsException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line which credentials are missing or wrong, instead of a stack trace. */
class CredentialsFailureAnalyzer extends AbstractFailureAnalyzer<UnusableCredentialsException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableCredentialsException cause) {
        return new FailureAnalysis(
                "Credentials cannot be used: " + cause.getMessage(),
                "Put the channel's credentials into that file, or set trueup.credentials.dir to where they are. Those of"
                        + " the simulator are made by `java -jar channel-simulator-*-exec.jar credentials DIR`.",
                cause);
    }
}
