package dev.trueup.foundation.draining;

import jakarta.servlet.DispatcherType;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** For a service that must not refuse a request while it is replaced. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DrainSettings.class)
public class Drains {
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    /** However short the time that Boot gives to each phase, this one has as long as it serves on. */
    @Bean
    Draining draining(DrainSettings settings, ObjectProvider<DefaultLifecycleProcessor> lifecycle) {
        lifecycle.ifAvailable(processor -> processor.setTimeoutForShutdownPhase(
                Draining.PHASE, settings.drain().plus(A_MOMENT).toMillis()));
        return new Draining(settings.drain());
    }

    /** Also where a request that was held is answered at last. */
    @Bean
    FilterRegistrationBean<Farewell> farewell(Draining draining) {
        FilterRegistrationBean<Farewell> farewell = new FilterRegistrationBean<>(new Farewell(draining));
        farewell.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        farewell.setAsyncSupported(true);
        return farewell;
    }
}
