package dev.trueup.foundation.credentials;

import dev.trueup.channels.PaymentChannels;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** For a service that is the merchant: its channels follow their credentials' files. */
@Configuration(proxyBeanMethods = false)
@Import(HoldsCredentials.class)
public class WatchesCredentials {
    @Bean
    MerchantChannels merchantChannels(CredentialSettings settings) {
        return new MerchantChannels(PaymentChannels.on(settings.dir()));
    }

    @Bean
    CredentialsWatch credentialsWatch(
            MerchantChannels channels, CredentialSettings settings, InstantSource clock, MeterRegistry meters) {
        return new CredentialsWatch(channels.on(), settings, clock, meters);
    }

    @Bean
    CredentialsHealth credentialsHealthIndicator(MerchantChannels channels, InstantSource clock) {
        return new CredentialsHealth(channels.on(), clock);
    }
}
