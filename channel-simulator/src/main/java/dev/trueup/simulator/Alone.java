package dev.trueup.simulator;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.trueup.foundation.credentials.CredentialSettings;
import dev.trueup.simulator.credentials.CredentialsMaker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * {@code alone [settings]} on the command line: the simulator with nothing beside it, to test any payment system. Its
 * ledger is in memory and gone with the process; credentials are made where there are none.
 */
final class Alone implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** The first argument that means this. */
    private static final String NAME = "alone";

    private static final String PORT = "server.port";
    private static final String USUAL_PORT = "1237";

    /** Whether the program is asked to run so. */
    static boolean isMeant(String[] arguments) {
        return Arrays.asList(arguments).indexOf(NAME) == 0;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        makeCredentials(environment);
        MongoServer store = new MongoServer(new MemoryBackend());
        InetSocketAddress address = store.bind();
        SpringApplication.getShutdownHandlers().add(store::shutdownNow); // once the context has closed
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        NAME,
                        Map.of(
                                "spring.mongodb.uri",
                                "mongodb://127.0.0.1:" + address.getPort(),
                                // this store does not know the command that Boot's indicator sends
                                "management.health.mongodb.enabled",
                                "false",
                                "management.endpoint.health.validate-group-membership",
                                "false")));
    }

    private static void makeCredentials(ConfigurableEnvironment environment) {
        Path directory = Binder.get(environment)
                .bindOrCreate("trueup.credentials", CredentialSettings.class)
                .dir();
        URI baseUrl = URI.create("http://localhost:" + environment.getProperty(PORT, USUAL_PORT));
        try {
            if (!hasCredentials(directory)) {
                CredentialsMaker.make(directory, baseUrl);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write credentials to " + directory + ": " + e, e);
        }
    }

    private static boolean hasCredentials(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
            return files.iterator().hasNext();
        }
    }
}
