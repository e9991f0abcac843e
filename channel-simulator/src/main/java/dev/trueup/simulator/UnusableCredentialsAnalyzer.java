package dev.trueup.simulator;

import dev.trueup.channels.UnusableCredentialsException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start what is wrong with the credentials, and how to make some, instead of a stack trace. */
class UnusableCredentialsAnalyzer extends AbstractFailureAnalyzer<UnusableCredentialsException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, UnusableCredentialsException cause) {
        return new FailureAnalysis(
                "The channel's credentials cannot be used: " + cause.getMessage(),
                "Make them by `java -jar channel-simulator-*-exec.jar credentials DIR`, or name the directory that has"
                        + " them by trueup.credentials.dir.",
                cause);
    }
}
