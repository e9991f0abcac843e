package dev.trueup.reconciliation.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.PaymentChannels;
import dev.trueup.foundation.time.KnowsTime;
import dev.trueup.foundation.topics.TopicSettings;
import dev.trueup.reconciliation.channel.Breaker;
import dev.trueup.reconciliation.channel.ChannelBook;
import dev.trueup.reconciliation.channel.ChannelRules;
import dev.trueup.reconciliation.channel.ChannelStates;
import dev.trueup.reconciliation.channel.MemoryChannelStates;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.reconciliation.pending.QueryBacks;
import dev.trueup.reconciliation.pending.Timetable;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class SettingsTest {
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({ReconciliationSettings.class, TopicSettings.class})
    @Import(KnowsTime.class)
    static class Settings {}

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withUserConfiguration(Settings.class, ReconciliationConfiguration.class)
            .withBean(PendingOrders.class, SettingsTest::unused)
            .withBean(ChannelStates.class, MemoryChannelStates::new)
            .withBean(QueryBacks.class, () -> emissions -> Set.of());

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        contexts.run(context -> {
            Timetable timetable = context.getBean(Timetable.class);
            assertThat(timetable.standard().intervals())
                    .startsWith(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(30))
                    .endsWith(Duration.ofMinutes(30), Duration.ofHours(1))
                    .hasSize(9);
            assertThat(timetable.clock().factor()).isEqualTo(1);
            assertThat(timetable.byChannel()).containsOnlyKeys("alipay", "sandbox", "stripe", "wechat-pay");
            // what WeChat Pay recommends begins sooner
            assertThat(timetable.byChannel().get("wechat-pay"))
                    .isNotNull()
                    .satisfies(schedule ->
                            assertThat(schedule.intervals()).startsWith(Duration.ofSeconds(5), Duration.ofSeconds(30)));
        });
    }

    @Test
    void aChannelCanHaveASchedule() {
        contexts.withPropertyValues("trueup.reconciliation.channels.wechat-pay.schedule=5s,1m")
                .run(context -> assertThat(
                                context.getBean(Timetable.class).byChannel().get("wechat-pay"))
                        .isNotNull()
                        .satisfies(schedule -> assertThat(schedule.intervals())
                                .containsExactly(Duration.ofSeconds(5), Duration.ofMinutes(1))));
    }

    @Test
    void aChannelIsAskedAsOftenAsItsAdviceLeavesRoomFor() {
        contexts.run(context -> {
            ChannelBook channels = context.getBean(ChannelBook.class);
            PaymentChannels.all()
                    .forEach(channel -> assertThat(channels.rules(channel.id()).perSecond())
                            .as(channel.id())
                            .isCloseTo(0.8 * channel.advice().callsPerSecond(), Offset.offset(0.001)));
            assertThat(channels.rules("nobody-knows-it").perSecond()).isEqualTo(80);
        });
    }

    @Test
    void whatIsSetGoesBeforeAdvice() {
        contexts.withPropertyValues(
                        "trueup.reconciliation.query-backs-per-second=7",
                        "trueup.reconciliation.channels.stripe.query-backs-per-second=9")
                .run(context -> {
                    ChannelBook channels = context.getBean(ChannelBook.class);
                    assertThat(channels.rules("sandbox").perSecond()).isEqualTo(7);
                    assertThat(channels.rules("stripe").perSecond()).isEqualTo(9);
                });
    }

    @Test
    void whatAChannelMayBeAskedIsItsOwnOrTheGeneralOne() {
        contexts.withPropertyValues("trueup.reconciliation.channels.stripe.query-backs-per-second=16")
                .run(context -> {
                    ChannelBook channels = context.getBean(ChannelBook.class);
                    assertThat(channels.rules("stripe").perSecond()).isEqualTo(16);
                    assertThat(channels.rules("alipay"))
                            .isEqualTo(new ChannelRules(
                                    80,
                                    0.5,
                                    Duration.ofMinutes(5),
                                    0.1,
                                    new Breaker.Rules(
                                            20,
                                            10,
                                            0.5,
                                            Duration.ofSeconds(5),
                                            Duration.ofMinutes(1),
                                            3,
                                            Duration.ofSeconds(20))));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trueup.reconciliation.schedule=0s | trueup.reconciliation.schedule",
                "trueup.reconciliation.channels.alipay.schedule=400d | trueup.reconciliation.channels.alipay.schedule",
                "trueup.reconciliation.channels.alipay.schedule= | schedule",
                "trueup.reconciliation.jitter=2 | jitter",
                "trueup.reconciliation.query-backs-per-second=0 | queryBacksPerSecond",
                "trueup.reconciliation.channels.alipay.query-backs-per-second=-1 | queryBacksPerSecond",
                "trueup.reconciliation.fresh-share=1 | freshShare",
                "trueup.reconciliation.hint-share=1.1 | hintShare",
                "trueup.reconciliation.breaker.window=65 | window",
                "trueup.reconciliation.breaker.fewest=40 | trueup.reconciliation.breaker",
                "trueup.reconciliation.scan-limit=0 | scanLimit",
                "trueup.reconciliation.lease=10s | lease",
                "trueup.reconciliation.tombstones-kept=7d | trueup.reconciliation.tombstones-kept",
                "trueup.clock.scale=0.5 | scale",
                "trueup.topics.partitions=0 | partitions",
                "trueup.topics.replication=0 | replication",
            })
    void aBadSettingIsNamed(String setting, String named) {
        contexts.withPropertyValues(setting)
                .run(context -> assertThat(context.getStartupFailure())
                        .isNotNull()
                        .satisfies(failure -> assertThat(messages(failure)).contains(named)));
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    private static PendingOrders unused() {
        return (PendingOrders) Proxy.newProxyInstance(
                PendingOrders.class.getClassLoader(), new Class<?>[] {PendingOrders.class}, (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
