package dev.trueup.simulator.stripe.web;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.stripe.StripeCredentials;
import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.credentials.CredentialsDirectory;
import dev.trueup.simulator.credentials.web.ConditionalOnChannel;
import dev.trueup.simulator.ledger.Payments;
import dev.trueup.simulator.stripe.StripeCalls;
import dev.trueup.simulator.stripe.StripeChannel;
import dev.trueup.simulator.stripe.StripeEndpoint;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnChannel(ChannelIds.STRIPE)
@EnableConfigurationProperties(StripeSettings.class)
class StripeWeb {
    private final StripeCredentials credentials;

    StripeWeb(CredentialsDirectory directory) {
        this.credentials = CredentialsFile.read(directory.path(), ChannelIds.STRIPE, StripeCredentials.class);
    }

    @Bean
    StripeChannel stripeChannel() {
        return new StripeChannel(credentials);
    }

    @Bean
    StripeCalls stripeCalls(Payments payments, StripeSettings settings, ClockScale scale, InstantSource clock) {
        Duration lag = scale.scaled(settings.searchLag());
        return new StripeCalls(
                credentials,
                payments.at(ChannelIds.STRIPE),
                new StripeEndpoint(settings.webhookUrl().toString()),
                payment -> !clock.instant().isBefore(payment.createdAt().plus(lag)));
    }
}
