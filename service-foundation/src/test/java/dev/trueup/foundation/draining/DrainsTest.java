package dev.trueup.foundation.draining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

class DrainsTest {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Drains.class).withBean(Server.class);

    @Test
    void servesOnForAWhileAfterItWasToldToStop() {
        context.withPropertyValues("trueup.shutdown.drain=300ms").run(service -> {
            Server server = service.getBean(Server.class);
            long told = System.nanoTime();
            CompletableFuture<Void> leaving = CompletableFuture.runAsync(
                    () -> service.getSourceApplicationContext().stop());

            await().until(() -> !service.getBean(Draining.class).isRunning());
            assertThat(server.isRunning()).isTrue();

            leaving.join();
            assertThat(server.isRunning()).isFalse();
            assertThat(server.stoppedAt - told).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
        });
    }

    @Test
    void servesOnForLongerThanAnyOtherPhaseMayTake() {
        context.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class))
                .withPropertyValues("trueup.shutdown.drain=600ms", "spring.lifecycle.timeout-per-shutdown-phase=100ms")
                .run(service -> {
                    long told = System.nanoTime();
                    service.getSourceApplicationContext().stop();
                    assertThat(service.getBean(Server.class).stoppedAt - told)
                            .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(600));
                });
    }

    @Test
    void withoutADrainItEndsAtOnce() {
        context.run(service -> {
            service.getSourceApplicationContext().stop();
            assertThat(service.getBean(Server.class).isRunning()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1s", "2m", "soon"})
    void aDrainOutOfRangeKeepsTheServiceFromStarting(String drain) {
        context.withPropertyValues("trueup.shutdown.drain=" + drain)
                .run(service -> assertThat(service).getFailure().hasStackTraceContaining("drain"));
    }

    /** In the phase in which Boot stops its web server. */
    static final class Server implements SmartLifecycle {
        volatile long stoppedAt;
        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            stoppedAt = System.nanoTime();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return SmartLifecycle.DEFAULT_PHASE - 1024;
        }
    }
}
