package dev.trueup.foundation.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

class PreparesTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(Prepares.class)
            .withPropertyValues("trueup.preparation.patience=50ms", "trueup.preparation.retry=10ms");

    @Test
    void nothingToPrepareIsReady() {
        context.run(service -> assertThat(health(service)).isEqualTo(Health.up().build()));
    }

    @Test
    void whatCanBeDoneIsDoneBeforeAnythingElseStarts() {
        Neighbour store = new Neighbour("indexes");
        AtomicInteger doneAtStartOfOthers = new AtomicInteger(-1);
        context.withPropertyValues("trueup.preparation.patience=60s")
                .withBean(Preparation.class, () -> store)
                .withBean("consumer", SmartLifecycle.class, () -> starting(() -> doneAtStartOfOthers.set(store.done())))
                .run(service -> {
                    assertThat(doneAtStartOfOthers).hasValue(1);
                    assertThat(health(service).getStatus()).isEqualTo(Status.UP);
                });
    }

    @Test
    void aNeighbourThatIsAwayDelaysReadinessAndNotTheStart() {
        Neighbour store = new Neighbour("indexes");
        store.failure.set(new IllegalStateException("away"));
        context.withBean(Preparation.class, () -> store).run(service -> {
            assertThat(service).hasNotFailed();
            assertThat(health(service))
                    .isEqualTo(Health.down()
                            .withDetail("missing", List.of("indexes"))
                            .build());
            await().until(() -> store.tries.get() > 3);

            store.failure.set(null);

            await().untilAsserted(() -> assertThat(health(service).getStatus()).isEqualTo(Status.UP));
            assertThat(store.done()).isOne();
        });
    }

    @Test
    void whatWorkedIsNotRepeatedForWhatDidNot() {
        List<String> order = new CopyOnWriteArrayList<>();
        Neighbour first = new Neighbour("first", order);
        Neighbour second = new Neighbour("second", order);
        second.failure.set(new IllegalStateException("away"));
        context.withBean("first", Preparation.class, () -> first)
                .withBean("second", Preparation.class, () -> second)
                .run(service -> {
                    await().until(() -> second.tries.get() > 1);
                    assertThat(health(service).getDetails()).containsEntry("missing", List.of("second"));

                    second.failure.set(null);

                    await().untilAsserted(() ->
                            assertThat(health(service).getStatus()).isEqualTo(Status.UP));
                    assertThat(order).containsExactly("first", "second");
                });
    }

    @Test
    void nobodyTriesAfterTheService() {
        Neighbour store = new Neighbour("indexes");
        store.failure.set(new IllegalStateException("away"));
        AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
        store.before = () -> worker.set(Thread.currentThread());
        context.withBean(Preparation.class, () -> store).run(service -> {
            await().until(() -> worker.get() != null);
            ((GenericApplicationContext) service.getSourceApplicationContext()).close();
            Thread busy = Objects.requireNonNull(worker.get());
            await().until(() -> !busy.isAlive());
        });
        assertThat(store.done()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"patience=0s", "patience=2m", "retry=1ms", "retry=2h"})
    void aSettingOutOfRangeKeepsTheServiceFromStarting(String setting) {
        context.withPropertyValues("trueup.preparation." + setting)
                .run(service -> assertThat(service)
                        .getFailure()
                        .hasStackTraceContaining(setting.substring(0, setting.indexOf('='))));
    }

    private static Health health(ApplicationContext service) {
        return Objects.requireNonNull(service.getBean("preparationHealthIndicator", HealthIndicator.class)
                .health());
    }

    private static SmartLifecycle starting(Runnable start) {
        return new SmartLifecycle() {
            @Override
            public void start() {
                start.run();
            }

            @Override
            public void stop() {}

            @Override
            public boolean isRunning() {
                return false;
            }
        };
    }

    private static final class Neighbour implements Preparation {
        final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        final AtomicInteger tries = new AtomicInteger();
        Runnable before = () -> {};
        private final String what;
        private final List<String> done;

        Neighbour(String what) {
            this(what, new CopyOnWriteArrayList<>());
        }

        Neighbour(String what, List<String> done) {
            this.what = what;
            this.done = done;
        }

        int done() {
            return done.size();
        }

        @Override
        public String what() {
            return what;
        }

        @Override
        public void prepare() {
            before.run();
            tries.incrementAndGet();
            RuntimeException away = failure.get();
            if (away != null) {
                throw away;
            }
            done.add(what);
        }
    }
}
