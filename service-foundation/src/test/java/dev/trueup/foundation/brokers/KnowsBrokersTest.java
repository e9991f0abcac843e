package dev.trueup.foundation.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

@ExtendWith(OutputCaptureExtension.class)
class KnowsBrokersTest {
    /** Of a domain that never is (RFC 2606). */
    private static final String UNKNOWN = "kafka.invalid:9092";

    private static KnowsBrokers brokers(Object servers, Duration patience) {
        return new KnowsBrokers(
                new DefaultKafkaConsumerFactory<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers)), patience);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:9092", "127.0.0.1:9092", "[::1]:9092", UNKNOWN + ", localhost:9092", "no address", ""
            })
    void oneKnownNameIsEnough(String servers) {
        for (Object configured : List.of(servers, List.of(servers.split(",", -1)))) {
            KnowsBrokers brokers = brokers(configured, Duration.ZERO);
            brokers.start();
            assertThat(brokers.isRunning()).isTrue();
        }
    }

    @Test
    void itIsWaitedForBeforeTheConsumersStart() {
        assertThat(brokers(UNKNOWN, Duration.ZERO).getPhase())
                .isLessThan(AbstractMessageListenerContainer.DEFAULT_PHASE);
    }

    @Test
    void namesThatNobodyLearnsInTimeAreOneClearLine(CapturedOutput output) {
        SpringApplication service = new SpringApplicationBuilder(Consumer.class)
                .web(WebApplicationType.NONE)
                .build();

        assertThatException().isThrownBy(service::run).withRootCauseInstanceOf(UnknownBrokersException.class);

        List<String> lines = output.getAll().lines().toList();
        assertThat(lines)
                .anyMatch(line -> line.contains("known yet: [kafka.invalid]; waiting"))
                .contains("No host of spring.kafka.bootstrap-servers is known: kafka.invalid; tried for 1 s"
                        + " (trueup.kafka.names-within)")
                .noneMatch(line -> line.startsWith("\tat "));
    }

    @Configuration(proxyBeanMethods = false)
    static class Consumer {
        @Bean
        KnowsBrokers knowsBrokers() {
            return brokers(UNKNOWN, Duration.ofSeconds(1));
        }
    }
}
