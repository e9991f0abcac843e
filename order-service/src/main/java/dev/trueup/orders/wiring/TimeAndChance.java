package dev.trueup.orders.wiring;

import dev.trueup.contracts.ClockScale;
import dev.trueup.orders.settings.SharedSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the time and unpredictable numbers come from. */
@Configuration(proxyBeanMethods = false)
class TimeAndChance {
    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Bean
    ClockScale clockScale(SharedSettings settings) {
        return settings.clockScale();
    }
}
