package dev.trueup.orders.wiring;

import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.measuring.OrderMeters;
import dev.trueup.orders.measuring.Waiting;
import dev.trueup.orders.measuring.WaitingMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Those who look on and count. */
@Configuration(proxyBeanMethods = false)
class MeasuringWiring {
    @Bean
    OrderMeters orderMeters(MeterRegistry meters, Channels channels, InstantSource clock) {
        return new OrderMeters(meters, channels.ids(), clock);
    }

    @Bean
    WaitingMeters waitingMeters(Waiting waiting, InstantSource clock, MeterRegistry meters) {
        return new WaitingMeters(waiting, clock, meters);
    }
}
