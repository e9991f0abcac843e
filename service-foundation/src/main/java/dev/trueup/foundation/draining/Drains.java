package dev.trueup.foundation.draining;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For a service that must not refuse a request while it is replaced. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DrainSettings.class)
public class Drains {
    @Bean
    Draining draining(DrainSettings settings) {
        return new Draining(settings.drain());
    }

    @Bean
    Farewell farewell(Draining draining) {
        return new Farewell(draining);
    }
}
