package dev.trueup.foundation.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class TopicSettingsTest {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void replicationIsLeftToTheBrokerUnlessItIsSaid() {
        context.run(started -> {
            NewTopic topic =
                    started.getBean(TopicSettings.class).live("some-topic").build();
            assertThat(topic.replicationFactor()).isEqualTo((short) -1);
            assertThat(topic.numPartitions()).isEqualTo(6);
            assertThat(topic.configs())
                    .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "604800000")
                    .doesNotContainKey(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        });
    }

    @ParameterizedTest
    @CsvSource({"-1,false", "1,false", "2,false", "3,true", "100,true"})
    void fromThreeReplicasOnTheLossOfOneIsSurvived(short replication, boolean twoInSync) {
        context.withPropertyValues("trueup.topics.replication=" + replication).run(started -> {
            NewTopic topic = started.getBean(TopicSettings.class)
                    .deadLetters("some-topic-dlt")
                    .build();
            assertThat(topic.replicationFactor()).isEqualTo(replication);
            assertThat(topic.configs().containsKey(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG))
                    .isEqualTo(twoInSync);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"replication=0", "replication=-2", "replication=101", "partitions=0", "retention=0s"})
    void aValueOutOfRangeKeepsTheServiceFromStarting(String setting) {
        context.withPropertyValues("trueup.topics." + setting)
                .run(started -> assertThat(started)
                        .getFailure()
                        .hasStackTraceContaining(setting.substring(0, setting.indexOf('='))));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TopicSettings.class)
    static class Settings {}
}
