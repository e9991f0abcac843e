package dev.trueup.quickstart;

import dev.trueup.contracts.ClockScale;
import dev.trueup.quickstart.demonstration.Demonstration;
import dev.trueup.quickstart.demonstration.Findings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code ./mvnw spring-boot:run}: starts everything, demonstrates it and stays up until Ctrl-C. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuickstartSettings.class)
public class Quickstart {
    private static final double DEMONSTRATION_SCALE = 3600;
    private static final int MOST_SEEDS = 1_000_000;

    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (CannotStartException e) {
            System.err.println("\nTrueup cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] arguments) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Quickstart.class)
                .properties("spring.config.name=quickstart")
                .run(arguments);
        QuickstartSettings settings = context.getBean(QuickstartSettings.class);
        ClockScale scale = new ClockScale(
                context.getEnvironment().getProperty("trueup.clock.scale", Double.class, defaultScale(settings)));
        System.out.println("Trueup is starting: Kafka, MongoDB and four services in this JVM ...");
        Landscape landscape = Landscape.start(settings, scale, arguments);
        SpringApplication.getShutdownHandlers().add(landscape::closeServers);
        System.out.println(landscape.description());
        boolean clean = settings.payments() == 0 || demonstrate(settings, scale);
        if (!settings.stay()) {
            System.exit(clean ? 0 : 1);
        }
        System.out.println(
                settings.payments() == 0
                        ? "Everything is up. Ctrl-C stops it."
                        : "Everything stays up; buyers now pay at once and callbacks come as they should. Ctrl-C stops it.");
    }

    /** Without a demonstration there is nothing to hurry for. */
    private static double defaultScale(QuickstartSettings settings) {
        return settings.payments() == 0 ? 1 : DEMONSTRATION_SCALE;
    }

    private static boolean demonstrate(QuickstartSettings settings, ClockScale scale) {
        long seed = Objects.requireNonNullElseGet(settings.seed(), () -> (long) new SecureRandom().nextInt(MOST_SEEDS));
        Demonstration demonstration = new Demonstration(
                URI.create("http://127.0.0.1:" + settings.ports().orderService()),
                URI.create("http://127.0.0.1:" + settings.ports().channelSimulator()),
                "127.0.0.1:" + settings.ports().kafka(),
                scale);
        System.out.printf(
                "%n%d payments at %s channels, seed %d (again: --trueup.quickstart.seed=%d); a day passes in %d s.%n",
                settings.payments(),
                settings.preset(),
                seed,
                seed,
                scale.scaled(Duration.ofDays(1)).toSeconds());
        Findings findings = demonstration.run(settings.payments(), settings.preset(), seed);
        System.out.println(findings.table());
        return findings.clean();
    }
}
