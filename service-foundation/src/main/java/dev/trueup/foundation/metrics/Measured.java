package dev.trueup.foundation.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For every service: its clock. */
@Configuration(proxyBeanMethods = false)
public class Measured {
    /** Whoever scrapes it compares it with his own: all services judge signatures and deadlines by their clocks. */
    @Bean
    MeterBinder wallClock(InstantSource clock) {
        return meters -> Gauge.builder("trueup.clock", clock, now -> now.millis() / 1000.0)
                .description("What this service takes for the time, since the epoch")
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
    }
}
