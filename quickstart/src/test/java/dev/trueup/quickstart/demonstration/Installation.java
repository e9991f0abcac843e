package dev.trueup.quickstart.demonstration;

import dev.trueup.contracts.ClockScale;
import dev.trueup.ingest.IngestApplication;
import dev.trueup.orders.OrderServiceApplication;
import dev.trueup.reconciliation.ReconciliationApplication;
import dev.trueup.simulator.SimulatorApplication;
import dev.trueup.simulator.credentials.CredentialsMaker;
import dev.trueup.testservers.Scrape;
import dev.trueup.testservers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The four services on the tests' Kafka and MongoDB, each with a database of its own, of some several replicas. */
final class Installation implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static final ClockScale SCALE = new ClockScale(7200);

    private final List<ConfigurableApplicationContext> services = new ArrayList<>();
    private final URI orderService;
    private final URI ingest;
    private final URI reconciliation;
    private final URI simulator;
    private final Path credentials;
    private final String reconciliationDatabase;
    private final Map<String, URI> byName;
    private final Map<String, String> settings = new TreeMap<>();
    private final String orders;

    Installation(TestServers servers) throws IOException {
        this(servers, 1, Map.of());
    }

    /**
     * Starts it.
     *
     * @param replicas of order-service and of reconciliation-service
     * @param different settings that go before the usual ones
     */
    Installation(TestServers servers, int replicas, Map<String, String> different) throws IOException {
        int[] ports = freePorts(4);
        orderService = URI.create("http://127.0.0.1:" + ports[0]);
        ingest = URI.create("http://127.0.0.1:" + ports[1]);
        reconciliation = URI.create("http://127.0.0.1:" + ports[2]);
        simulator = URI.create("http://127.0.0.1:" + ports[3]);
        byName = Map.of(
                "order-service",
                orderService,
                "callback-ingest-service",
                ingest,
                "reconciliation-service",
                reconciliation,
                "channel-simulator",
                simulator);
        credentials = Files.createTempDirectory("trueup-test-credentials-");
        CredentialsMaker.make(credentials, simulator);
        expiring(credentials.resolve("sandbox.json"));
        settings.put("spring.kafka.bootstrap-servers", servers.kafkaBootstrapServers());
        settings.put("spring.mongodb.uri", servers.mongoUri());
        settings.put("trueup.credentials.dir", credentials.toString());
        settings.put("trueup.clock.scale", Double.toString(SCALE.factor()));
        settings.put("trueup.channels.callbacks-url", "http://127.0.0.1:" + ports[1] + "/callbacks");
        settings.put("trueup.simulator.stripe.webhook-url", "http://127.0.0.1:" + ports[1] + "/callbacks/stripe");
        settings.put("trueup.channels.timeout", "1s");
        settings.put("trueup.orders.expires-in", "16h");
        settings.put("trueup.orders.call-again-after", "2s");
        settings.put("trueup.reconciliation.schedule", "1h,2h,4h");
        settings.put("trueup.reconciliation.scan-interval", "200ms");
        settings.put("trueup.reconciliation.measure-interval", "1s");
        settings.put("trueup.simulator.order-service-url", orderService.toString());
        settings.put("logging.level.dev.trueup", "trace");
        settings.put("management.health.mongodb.enabled", "false");
        settings.put("management.endpoint.health.validate-group-membership", "false");
        settings.putAll(different);
        reconciliationDatabase = servers.newDatabase();
        orders = servers.newDatabase();
        start(SimulatorApplication.application(), ports[3], servers.newDatabase());
        start(IngestApplication.application(), ports[1], servers.newDatabase());
        for (int replica = 0; replica < replicas; replica++) {
            boolean first = replica == 0;
            start(OrderServiceApplication.application(), first ? ports[0] : 0, orders);
            start(ReconciliationApplication.application(), first ? ports[2] : 0, reconciliationDatabase);
        }
    }

    private ConfigurableApplicationContext start(SpringApplicationBuilder application, int port, String database) {
        ConfigurableApplicationContext service =
                application.run(arguments(port, database).toArray(String[]::new));
        services.add(service);
        return service;
    }

    private List<String> arguments(int port, String database) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--server.port=" + port);
        arguments.add("--spring.mongodb.database=" + database);
        return arguments;
    }

    /** Starts one more replica each of order-service and of reconciliation-service, by a clock of their own. */
    List<ConfigurableApplicationContext> replicas(InstantSource clock) {
        return List.of(
                start(by(clock, OrderServiceApplication.application()), 0, orders),
                start(by(clock, ReconciliationApplication.application()), 0, reconciliationDatabase));
    }

    private static SpringApplicationBuilder by(InstantSource clock, SpringApplicationBuilder application) {
        return application.initializers(context ->
                ((GenericApplicationContext) context).registerBean("clock", InstantSource.class, () -> clock));
    }

    /** What one more replica of order-service or of reconciliation-service is to be started with. */
    List<String> argumentsOf(Class<?> service) {
        return arguments(0, service == OrderServiceApplication.class ? orders : reconciliationDatabase);
    }

    /** As a portal would say it. */
    private static void expiring(Path credentials) throws IOException {
        JsonNode file = JsonMapper.shared().readTree(Files.readString(credentials));
        ((ObjectNode) file).putObject("expires").put("apiKey", "2030-01-02T03:04:05Z");
        Files.writeString(credentials, file.toString());
    }

    private static int[] freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        int[] ports = new int[count];
        for (int i = 0; i < count; i++) {
            sockets.add(new ServerSocket(0));
            ports[i] = sockets.get(i).getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    URI orderService() {
        return orderService;
    }

    URI reconciliation() {
        return reconciliation;
    }

    String reconciliationDatabase() {
        return reconciliationDatabase;
    }

    URI simulator() {
        return simulator;
    }

    URI ingest() {
        return ingest;
    }

    /** Where the credentials of all channels lie. */
    Path credentials() {
        return credentials;
    }

    /** Each service's address, by its name. */
    Map<String, URI> services() {
        return byName;
    }

    /** The names of all that the services show to Prometheus. */
    Set<String> metrics() {
        return byName.values().stream()
                .flatMap(service -> Scrape.of(scraped(service)).names().stream())
                .collect(Collectors.toSet());
    }

    private static String scraped(URI service) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(service.resolve("/actuator/prometheus"))
                                    .header("Accept", "application/openmetrics-text; version=1.0.0")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        services.reversed().forEach(ConfigurableApplicationContext::close);
    }
}
