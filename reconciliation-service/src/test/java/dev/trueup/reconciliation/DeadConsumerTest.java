package dev.trueup.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.foundation.preparation.Preparation;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An Error kills a consumer for good; then the service must say that it wants to be restarted. */
@WithServers
class DeadConsumerTest {

    @Configuration(proxyBeanMethods = false)
    static class MergingFailsWithAnError {
        @Bean
        static BeanPostProcessor poisonStore() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof PendingOrders orders ? failing(orders) : bean;
                }
            };
        }

        private static PendingOrders failing(PendingOrders orders) {
            return (PendingOrders) Proxy.newProxyInstance(
                    PendingOrders.class.getClassLoader(),
                    new Class<?>[] {PendingOrders.class, Preparation.class},
                    (proxy, method, args) -> {
                        if (method.getName().equals("merge")) {
                            throw new NoClassDefFoundError("on purpose");
                        }
                        try {
                            return method.invoke(orders, args);
                        } catch (InvocationTargetException e) {
                            throw e.getTargetException();
                        }
                    });
        }
    }

    @Test
    void livenessGoesDown(TestServers servers) throws Exception {
        RunningService.makeOthersTopics(servers.kafkaBootstrapServers());
        try (RunningService service = RunningService.start(
                List.of(MergingFailsWithAnError.class),
                "spring.kafka.bootstrap-servers=" + servers.kafkaBootstrapServers(),
                "spring.kafka.consumer.group-id=" + servers.uniqueName("reconciliation-service"),
                "spring.kafka.consumer.auto-offset-reset=latest",
                "spring.mongodb.uri=" + servers.mongoUri(),
                "spring.mongodb.database=" + servers.newDatabase())) {
            assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                RunningService.send(
                        servers.kafkaBootstrapServers(),
                        List.of(RunningService.event(servers.uniqueName("dcs"), State.PENDING, 1)));
                assertThat(service.get("/actuator/health/liveness").statusCode())
                        .isEqualTo(503);
            });
        }
    }
}
