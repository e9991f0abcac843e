package dev.trueup.testservers;

import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The Kafka and the MongoDB that tests use: the same two for all tests of a JVM, each started when first asked for.
 * Tests keep out of each other's way by names of their own.
 *
 * <p>A test class with {@link WithServers} takes it as a parameter of its constructor or of a method; the databases
 * made with that one go when the class is done. Where no parameter can be had there is {@link #shared()}.
 */
public final class TestServers {
    private static final TestServers SHARED = new TestServers(SharedServers.ofThisJvm());

    private final SharedServers servers;
    private final List<String> databases = new ArrayList<>();

    TestServers(SharedServers servers) {
        this.servers = servers;
    }

    /** For static places, such as {@code @DynamicPropertySource}; its databases stay until the last test is done. */
    public static TestServers shared() {
        return SHARED;
    }

    /** What a Kafka client takes as {@code bootstrap.servers}; starts the broker if nobody has yet. */
    public String kafkaBootstrapServers() {
        return servers.address(ServerKind.KAFKA);
    }

    /** What a MongoDB driver takes as connection string, for any database; starts the store if nobody has yet. */
    public String mongoUri() {
        return servers.address(ServerKind.MONGODB);
    }

    /** The name of a database that nobody else uses, dropped afterwards. */
    public synchronized String newDatabase() {
        if (databases.isEmpty()) {
            servers.beforeStop(this::dropDatabases);
        }
        var name = uniqueName("trueup-test");
        databases.add(name);
        return name;
    }

    /** The prefix with a random suffix, for a topic, a group or a client that nobody else uses. */
    public String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 13);
    }

    synchronized void dropDatabases() {
        servers.runningAddress(ServerKind.MONGODB).ifPresent(this::dropDatabases);
        databases.clear();
    }

    private void dropDatabases(String uri) {
        if (databases.isEmpty()) {
            return;
        }
        try (var client = MongoClients.create(uri)) {
            databases.forEach(name -> client.getDatabase(name).drop());
        }
    }
}
