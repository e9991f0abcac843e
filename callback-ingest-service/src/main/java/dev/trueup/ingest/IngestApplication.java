package dev.trueup.ingest;

import dev.trueup.foundation.credentials.WatchesCredentials;
import dev.trueup.foundation.draining.Drains;
import dev.trueup.foundation.metrics.Measured;
import dev.trueup.foundation.preparation.Prepares;
import dev.trueup.foundation.time.KnowsTime;
import dev.trueup.foundation.timers.RunsTimers;
import dev.trueup.foundation.topics.MakesTopics;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** The callback ingest service as a process of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({
    Drains.class,
    KnowsTime.class,
    MakesTopics.class,
    Measured.class,
    Prepares.class,
    RunsTimers.class,
    WatchesCredentials.class
})
public class IngestApplication {
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The service, ready to run in this JVM, alone or beside others. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(IngestApplication.class)
                .properties("spring.config.name=callback-ingest-service");
    }
}
