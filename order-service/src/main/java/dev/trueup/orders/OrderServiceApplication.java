package dev.trueup.orders;

import dev.trueup.foundation.consumers.Consumes;
import dev.trueup.foundation.credentials.WatchesCredentials;
import dev.trueup.foundation.draining.Drains;
import dev.trueup.foundation.metrics.Measured;
import dev.trueup.foundation.preparation.Prepares;
import dev.trueup.foundation.time.KnowsTime;
import dev.trueup.foundation.timers.RunsTimers;
import dev.trueup.foundation.topics.MakesTopics;
import dev.trueup.foundation.tracing.Traced;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** The order service as a process of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({
    Consumes.class,
    Drains.class,
    KnowsTime.class,
    MakesTopics.class,
    Measured.class,
    Prepares.class,
    RunsTimers.class,
    Traced.class,
    WatchesCredentials.class
})
public class OrderServiceApplication {
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The service, ready to run in this JVM, alone or beside others. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(OrderServiceApplication.class)
                .properties("spring.config.name=order-service");
    }
}
