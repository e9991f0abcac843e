package dev.trueup.simulator;

import dev.trueup.testservers.WithServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Runs the whole simulator, a thousand times faster than time, for tests that talk to it over HTTP. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithServers
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=channel-simulator",
            "trueup.clock.scale=1000",
            "trueup.credentials.dir=" + TestCredentials.DIRECTORY,
            "trueup.simulator.order-service-url=http://127.0.0.1:9",
            "trueup.simulator.plan.manual=true",
            // the embedded store does not answer what that health asks
            "management.health.mongodb.enabled=false",
            "management.endpoint.health.validate-group-membership=false"
        })
public @interface RunningSimulator {}
