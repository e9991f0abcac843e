package dev.trueup.foundation.preparation;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For a service with something to prepare: every {@link Preparation}, and the health {@code preparation} for readiness. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PreparationSettings.class)
public class Prepares {
    @Bean
    Preparing preparing(ObjectProvider<Preparation> preparations, PreparationSettings settings) {
        return new Preparing(preparations.orderedStream().toList(), settings);
    }

    /** Down for as long as something is to do, with what that is. */
    @Bean
    HealthIndicator preparationHealthIndicator(Preparing preparing) {
        return () -> {
            List<String> missing = preparing.missing();
            return missing.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetail("missing", missing).build();
        };
    }
}
