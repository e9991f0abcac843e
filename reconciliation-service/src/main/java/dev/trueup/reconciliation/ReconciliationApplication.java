package dev.trueup.reconciliation;

import dev.trueup.foundation.consumers.Consumes;
import dev.trueup.foundation.draining.Drains;
import dev.trueup.foundation.metrics.Measured;
import dev.trueup.foundation.preparation.Prepares;
import dev.trueup.foundation.time.KnowsTime;
import dev.trueup.foundation.timers.RunsTimers;
import dev.trueup.foundation.topics.MakesTopics;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@ConfigurationPropertiesScan
@Import({
    Consumes.class,
    Drains.class,
    KnowsTime.class,
    MakesTopics.class,
    Measured.class,
    Prepares.class,
    RunsTimers.class
})
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Trueup reconciliation-service",
                        version = "v1",
                        description = "Decides when a pending order must be asked about."))
public class ReconciliationApplication {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, ready to run; its settings are in {@code reconciliation-service.yml}. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ReconciliationApplication.class)
                .properties("spring.config.name=reconciliation-service");
    }
}
