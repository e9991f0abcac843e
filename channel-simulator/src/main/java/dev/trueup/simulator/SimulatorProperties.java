package dev.trueup.simulator;

import dev.trueup.contracts.Topics;
import dev.trueup.simulator.plan.Plan;
import dev.trueup.simulator.plan.PlanChange;
import dev.trueup.simulator.plan.Preset;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The simulator's own settings.
 *
 * @param plan the plan until another is put by the API, told by its difference from the preset {@code calm}
 * @param callbackTimeout how long the merchant has to answer a callback, 100 ms to 60 s; not scaled
 * @param concurrency how many callbacks and other tasks are under way at once, 1 to 1000
 * @param pollInterval how often it looks for what is due, 1 ms to 10 s
 * @param lease after how long a task that was begun and not ended, by a kill say, is begun again; longer than
 *     {@code callbackTimeout}, up to 10 min
 * @param orderServiceUrl where the audit reads the orders
 * @param orderServiceTimeout of each of these calls, 1 s to 5 min
 * @param ordersTopic where the audit reads the events
 * @param eventsTimeout for reading all of them, 1 s to 1 h
 */
@Validated
@ConfigurationProperties("trueup.simulator")
record SimulatorProperties(
        @Nullable PlanChange plan,

        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(seconds = 60)
        Duration callbackTimeout,

        @DefaultValue("64") @Min(1) @Max(1000) int concurrency,

        @DefaultValue("50ms") @DurationMin(millis = 1) @DurationMax(seconds = 10)
        Duration pollInterval,

        @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration lease,

        @DefaultValue("http://localhost:1234") @NotNull URI orderServiceUrl,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
        Duration orderServiceTimeout,

        @DefaultValue(Topics.ORDERS) @NotBlank String ordersTopic,

        @DefaultValue("2m") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration eventsTimeout) {

    SimulatorProperties {
        if (lease.compareTo(callbackTimeout) <= 0) {
            throw new IllegalArgumentException("trueup.simulator.lease must be longer than callback-timeout");
        }
    }

    Plan initialPlan() {
        Plan calm = Preset.CALM.plan();
        try {
            return plan == null ? calm : plan.on(calm);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("trueup.simulator.plan: " + e.getMessage(), e);
        }
    }
}
