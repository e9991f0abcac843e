package dev.trueup.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trueup.foundation.time.ClockSettings;
import dev.trueup.simulator.plan.Buyer;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.Plan;
import dev.trueup.simulator.plan.Preset;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SimulatorPropertiesTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({SimulatorProperties.class, ClockSettings.class})
    static class Bound {}

    @Test
    void everythingHasADefault() {
        context.run(started -> {
            SimulatorProperties settings = started.getBean(SimulatorProperties.class);
            assertThat(settings.callbackTimeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(settings.orderServiceUrl()).hasToString("http://localhost:1234");
            assertThat(settings.ordersTopic()).isEqualTo("trueup.orders.v1");
            assertThat(settings.initialPlan()).isEqualTo(Preset.CALM.plan());
            assertThat(started.getBean(ClockSettings.class).clockScale().factor())
                    .isEqualTo(1);
        });
    }

    @Test
    void aPlanIsAPresetWithChanges() {
        context.withPropertyValues(
                        "trueup.simulator.plan.preset=realistic",
                        "trueup.simulator.plan.seed=42",
                        "trueup.simulator.plan.faults.next-day-repeat=0.5",
                        "trueup.simulator.plan.buyers.decline-first=0.2",
                        "trueup.simulator.plan.callback-delay.min=1s",
                        "trueup.simulator.plan.callback-delay.max=PT2S")
                .run(started -> {
                    Plan plan = started.getBean(SimulatorProperties.class).initialPlan();
                    assertThat(plan.seed()).isEqualTo(42);
                    assertThat(plan.faults())
                            .containsEntry(Fault.NEXT_DAY_REPEAT, 0.5)
                            .containsEntry(
                                    Fault.DROP, Preset.REALISTIC.plan().faults().get(Fault.DROP));
                    assertThat(plan.buyers()).containsEntry(Buyer.DECLINE_FIRST, 0.2);
                    assertThat(plan.callbackDelay().max()).isEqualTo(Duration.ofSeconds(2));
                });
    }

    @Test
    void whatIsOutOfRangeIsNamed() {
        context.withPropertyValues("trueup.simulator.concurrency=0")
                .run(failed ->
                        assertThat(failed.getStartupFailure()).rootCause().hasMessageContaining("concurrency"));
        context.withPropertyValues("trueup.simulator.lease=4s")
                .run(failed ->
                        assertThat(failed.getStartupFailure()).rootCause().hasMessageContaining("lease"));
        context.withPropertyValues("trueup.simulator.plan.faults.drop=2")
                .run(started -> assertThatIllegalArgumentException()
                        .isThrownBy(
                                () -> started.getBean(SimulatorProperties.class).initialPlan())
                        .withMessageContaining("trueup.simulator.plan: faults.drop"));
    }
}
