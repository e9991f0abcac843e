package dev.trueup.simulator.stripe.web;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is set up at Stripe's dashboard.
 *
 * @param webhookUrl where events go
 * @param searchLag how long after its making a PaymentIntent is found by a search; nominal, up to a day
 */
@Validated
@ConfigurationProperties("trueup.simulator.stripe")
record StripeSettings(
        @NotNull @DefaultValue("http://localhost:1235/callbacks/stripe")
        URI webhookUrl,

        @NotNull @DefaultValue("1m") @DurationMin @DurationMax(days = 1)
        Duration searchLag) {}
