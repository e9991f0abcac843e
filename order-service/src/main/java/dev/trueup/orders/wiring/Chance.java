package dev.trueup.orders.wiring;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where unpredictable numbers come from. */
@Configuration(proxyBeanMethods = false)
class Chance {
    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }
}
