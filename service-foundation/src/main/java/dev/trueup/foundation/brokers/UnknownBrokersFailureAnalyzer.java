package dev.trueup.foundation.brokers;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line which names nobody knows, instead of a stack trace. */
class UnknownBrokersFailureAnalyzer extends AbstractFailureAnalyzer<UnknownBrokersException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownBrokersException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set spring.kafka.bootstrap-servers to where Kafka is, as host:port,host:port.",
                cause);
    }
}
