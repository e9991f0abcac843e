package dev.trueup.foundation.tracing;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For a service that does something for the records that it consumes. */
@Configuration(proxyBeanMethods = false)
public class Traced {
    @Bean
    OrderTraces orderTraces(Tracer tracer, Propagator propagator) {
        return new OrderTraces(tracer, propagator);
    }
}
