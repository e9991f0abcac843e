package dev.trueup.simulator;

import dev.trueup.foundation.credentials.HoldsCredentials;
import dev.trueup.foundation.preparation.Prepares;
import dev.trueup.foundation.time.KnowsTime;
import dev.trueup.foundation.timers.RunsTimers;
import dev.trueup.simulator.credentials.CredentialsCommand;
import java.util.Arrays;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/**
 * The simulator as a process of its own; with {@code credentials DIR} only the maker of its credentials, with
 * {@code alone} without a MongoDB.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({HoldsCredentials.class, KnowsTime.class, Prepares.class, RunsTimers.class})
public class SimulatorApplication {
    public static void main(String[] arguments) {
        if (CredentialsCommand.isMeant(arguments)) {
            System.exit(CredentialsCommand.run(
                    Arrays.asList(arguments).subList(1, arguments.length), System.out, System.err));
        }
        if (Alone.isMeant(arguments)) {
            alone().run(Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            application().run(arguments);
        }
    }

    /** The simulator without a MongoDB. */
    static SpringApplicationBuilder alone() {
        return application().initializers(new Alone());
    }

    /** The simulator, ready to run in this JVM, alone or beside others. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(SimulatorApplication.class)
                .properties("spring.config.name=channel-simulator");
    }
}
