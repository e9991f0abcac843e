package dev.trueup.testservers;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/** Servers in containers of ours, by Testcontainers. */
final class DockerServers {
    private static final String KAFKA_IMAGE = "apache/kafka:4.2.2";
    private static final String MONGODB_IMAGE = "mongo:8";

    private DockerServers() {}

    /** Why no container can be started at all; nothing if all looks well. */
    static Optional<String> trouble() {
        return Trouble.FOUND;
    }

    /** Found out once per JVM: a missing engine takes a second, a helper image that cannot be pulled takes minutes. */
    private static final class Trouble {
        static final Optional<String> FOUND = find();

        private static Optional<String> find() {
            try {
                return DockerClientFactory.instance().isDockerAvailable()
                        ? Optional.empty()
                        : Optional.of("no Docker engine answers");
            } catch (RuntimeException e) {
                // An engine answers, but Testcontainers' own helper, Ryuk, does not start.
                return Optional.of("Testcontainers does not work with this Docker: " + RootCause.of(e));
            }
        }
    }

    @SuppressWarnings("resource") // the caller stops them
    static RunningServer start(ServerKind kind) {
        return switch (kind) {
            case KAFKA -> {
                var kafka = new KafkaContainer(KAFKA_IMAGE)
                        // As the embedded broker: a topic that nobody made is an error, not a surprise.
                        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                        // It lives for a minute or two: what the second compiler would make faster costs more.
                        .withEnv("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
                kafka.start();
                yield new RunningServer(kafka.getBootstrapServers(), "Testcontainers " + KAFKA_IMAGE, kafka::stop);
            }
            case MONGODB -> {
                var mongo = new MongoDBContainer(MONGODB_IMAGE).withReplicaSet();
                mongo.start();
                yield new RunningServer(mongo.getConnectionString(), "Testcontainers " + MONGODB_IMAGE, mongo::stop);
            }
        };
    }
}
