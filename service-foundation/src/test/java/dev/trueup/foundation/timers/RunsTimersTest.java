package dev.trueup.foundation.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.annotation.Scheduled;

class RunsTimersTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(RunsTimers.class)
            .withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
            .withPropertyValues("spring.threads.virtual.enabled=true");

    @Test
    void aTimerThatWaitsKeepsNoOtherFromItsWork() {
        CountDownLatch away = new CountDownLatch(1);
        CountDownLatch worked = new CountDownLatch(3);
        context.withBean(Waiting.class, () -> new Waiting(away))
                .withBean(Working.class, () -> new Working(worked))
                .run(service -> {
                    try {
                        assertThat(worked.await(20, TimeUnit.SECONDS)).isTrue();
                    } finally {
                        away.countDown();
                    }
                });
    }

    @Test
    void aServiceWithoutTimersStarts() {
        context.run(service -> assertThat(service).hasNotFailed());
    }

    /** Several that wait, so that a second thread alone does not help. */
    static final class Waiting {
        private final CountDownLatch away;

        Waiting(CountDownLatch away) {
            this.away = away;
        }

        @Scheduled(fixedDelay = 1)
        void one() throws InterruptedException {
            away.await();
        }

        @Scheduled(fixedDelay = 1)
        void other() throws InterruptedException {
            away.await();
        }

        @Scheduled(fixedRate = 1)
        void oneAtARate() throws InterruptedException {
            away.await();
        }
    }

    static final class Working {
        private final CountDownLatch worked;

        Working(CountDownLatch worked) {
            this.worked = worked;
        }

        @Scheduled(fixedDelay = 1)
        void work() {
            worked.countDown();
        }
    }
}
