package dev.trueup.quickstart;

import dev.trueup.contracts.ClockScale;
import dev.trueup.embedded.EmbeddedKafka;
import dev.trueup.embedded.EmbeddedMongo;
import dev.trueup.ingest.IngestApplication;
import dev.trueup.orders.OrderServiceApplication;
import dev.trueup.quickstart.QuickstartSettings.Ports;
import dev.trueup.reconciliation.ReconciliationApplication;
import dev.trueup.simulator.SimulatorApplication;
import dev.trueup.simulator.credentials.CredentialsMaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoRepositoriesAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.FileSystemUtils;

/** Broker, store and the four services, all in this JVM. */
final class Landscape {
    private final Ports ports;
    private final Path credentials;
    private final EmbeddedKafka kafka;
    private final EmbeddedMongo mongo;

    private Landscape(Ports ports, Path credentials, EmbeddedKafka kafka, EmbeddedMongo mongo) {
        this.ports = ports;
        this.credentials = credentials;
        this.kafka = kafka;
        this.mongo = mongo;
    }

    /**
     * Starts everything and returns once all of it takes requests.
     *
     * @param arguments the user's own settings, which the services see as well
     * @throws CannotStartException if a port is taken or a service does not start; nothing is left running then
     */
    static Landscape start(QuickstartSettings settings, ClockScale scale, String[] arguments) {
        Ports ports = settings.ports();
        ports.bySetting().forEach(Landscape::requireFree);
        Landscape landscape = new Landscape(
                ports,
                makeCredentials(ports),
                EmbeddedKafka.start(ports.kafka()),
                EmbeddedMongo.start(ports.mongodb()));
        boolean started = false;
        try {
            landscape.startServices(settings, scale, arguments);
            started = true;
            return landscape;
        } finally {
            if (!started) {
                landscape.closeServers();
            }
        }
    }

    private static void requireFree(String setting, int port) {
        for (InetAddress address : new InetAddress[] {null, InetAddress.getLoopbackAddress()}) {
            try (ServerSocket socket = new ServerSocket(port, 1, address)) {
                socket.getLocalPort();
            } catch (IOException e) {
                throw new CannotStartException(
                        "port " + port + " is taken; free it or choose another by --" + setting + "=...", e);
            }
        }
    }

    private static Path makeCredentials(Ports ports) {
        try {
            Path directory = Files.createTempDirectory("trueup-credentials-");
            CredentialsMaker.make(directory, URI.create("http://127.0.0.1:" + ports.channelSimulator()));
            return directory;
        } catch (IOException e) {
            throw new CannotStartException("credentials for the channels cannot be written: " + e.getMessage(), e);
        }
    }

    private void startServices(QuickstartSettings settings, ClockScale scale, String[] arguments) {
        Map<String, Object> here = new LinkedHashMap<>();
        here.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        here.put("spring.mongodb.uri", mongo.connectionString());
        here.put("trueup.credentials.dir", credentials.toString());
        here.put("trueup.clock.scale", scale.factor());
        here.put("trueup.channels.callbacks-url", "http://127.0.0.1:" + ports.callbackIngestService() + "/callbacks");
        here.put(
                "trueup.simulator.stripe.webhook-url",
                "http://127.0.0.1:" + ports.callbackIngestService() + "/callbacks/stripe");
        here.put("trueup.simulator.order-service-url", "http://127.0.0.1:" + ports.orderService());
        here.put("trueup.topics.replication", 1);
        // the embedded store does not know the command that Boot's indicator sends
        here.put("management.health.mongodb.enabled", false);
        here.put("management.endpoint.health.validate-group-membership", false);
        Map<String, Object> usual = new LinkedHashMap<>(Quiet.LOGGING);
        if (settings.payments() > 0) {
            usual.putAll(DemonstrationPace.SETTINGS);
        }
        start("order-service", OrderServiceApplication.application(), ports.orderService(), here, usual, arguments);
        start(
                "callback-ingest-service",
                IngestApplication.application(),
                ports.callbackIngestService(),
                withoutStore(here),
                usual,
                arguments);
        start(
                "reconciliation-service",
                ReconciliationApplication.application(),
                ports.reconciliationService(),
                here,
                usual,
                arguments);
        start(
                "channel-simulator",
                SimulatorApplication.application(),
                ports.channelSimulator(),
                here,
                usual,
                arguments);
    }

    /** Ingest has no database, but here the others' driver is on its classpath and would ask for one. */
    private static Map<String, Object> withoutStore(Map<String, Object> here) {
        Map<String, Object> settings = new LinkedHashMap<>(here);
        settings.put(
                "spring.autoconfigure.exclude",
                String.join(
                        ",",
                        MongoAutoConfiguration.class.getName(),
                        DataMongoAutoConfiguration.class.getName(),
                        DataMongoRepositoriesAutoConfiguration.class.getName()));
        return settings;
    }

    private static void start(
            String name,
            SpringApplicationBuilder application,
            int port,
            Map<String, Object> here,
            Map<String, Object> usual,
            String[] arguments) {
        Map<String, Object> fixed = new LinkedHashMap<>(here);
        fixed.put("server.port", port);
        try {
            application
                    .initializers(context -> new SettingsOrder(fixed, usual).apply(context.getEnvironment()))
                    .run(arguments);
        } catch (RuntimeException e) {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
            throw new CannotStartException(name + ": " + cause.getMessage(), e);
        }
    }

    /** Where everything is. */
    String description() {
        return """

                  order-service            http://localhost:%d   (API: /docs)
                  callback-ingest-service  http://localhost:%d   (API: /docs)
                  reconciliation-service   http://localhost:%d   (API: /docs)
                  channel-simulator        http://localhost:%d   (API: /docs)
                  Kafka                    %s
                  MongoDB                  %s
                  channels' credentials    %s""".formatted(
                        ports.orderService(),
                        ports.callbackIngestService(),
                        ports.reconciliationService(),
                        ports.channelSimulator(),
                        kafka.bootstrapServers(),
                        mongo.connectionString(),
                        credentials);
    }

    /** Stops broker and store; the services must be stopped before. */
    void closeServers() {
        mongo.close();
        kafka.close();
        try {
            FileSystemUtils.deleteRecursively(credentials);
        } catch (IOException e) {
            System.err.println("cannot delete " + credentials + ": " + e.getMessage());
        }
    }
}
