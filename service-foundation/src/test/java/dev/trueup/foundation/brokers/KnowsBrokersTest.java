package dev.trueup.foundation.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class KnowsBrokersTest {
    /** Of a domain that never is (RFC 2606). */
    private static final String UNKNOWN = "kafka.invalid:9092";

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:9092", "127.0.0.1:9092", "[::1]:9092", UNKNOWN + ",localhost:9092", "no address", ""})
    void oneKnownNameIsEnough(String brokers) {
        new ApplicationContextRunner()
                .withInitializer(new KnowsBrokers())
                .withPropertyValues("spring.kafka.bootstrap-servers=" + brokers, "trueup.kafka.names-within=0s")
                .run(service -> assertThat(service).hasNotFailed());
    }

    @Test
    void namesThatNobodyLearnsInTimeAreOneClearLine(CapturedOutput output) {
        SpringApplication service = new SpringApplicationBuilder(KnowsBrokersTest.class)
                .web(WebApplicationType.NONE)
                .build();

        assertThatExceptionOfType(UnknownBrokersException.class)
                .isThrownBy(() ->
                        service.run("--spring.kafka.bootstrap-servers=" + UNKNOWN, "--trueup.kafka.names-within=1s"));

        List<String> lines = output.getAll().lines().toList();
        assertThat(lines)
                .anyMatch(line -> line.contains("known yet: [kafka.invalid]; waiting"))
                .contains("No host of spring.kafka.bootstrap-servers is known: kafka.invalid; tried for 1 s"
                        + " (trueup.kafka.names-within)")
                .noneMatch(line -> line.startsWith("\tat "));
    }
}
