package dev.trueup.ingest;

import dev.trueup.testservers.WithServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Runs the service with every channel on, for tests that talk to it over HTTP. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithServers
@SpringBootTest(
        classes = IngestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=callback-ingest-service",
            "trueup.credentials.dir=" + SandboxChannel.CREDENTIALS_DIR,
            "trueup.ingest.rejected.per-second=10000"
        })
public @interface RunningIngest {}
