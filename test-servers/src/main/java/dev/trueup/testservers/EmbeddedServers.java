package dev.trueup.testservers;

import dev.trueup.embedded.EmbeddedKafka;
import dev.trueup.embedded.EmbeddedMongo;

/** Servers in this JVM. */
final class EmbeddedServers {
    private EmbeddedServers() {}

    static RunningServer start(ServerKind kind) {
        return switch (kind) {
            case KAFKA -> {
                var kafka = EmbeddedKafka.start(0);
                yield new RunningServer(kafka.bootstrapServers(), "embedded broker", kafka::close);
            }
            case MONGODB -> {
                var mongo = EmbeddedMongo.start(0);
                yield new RunningServer(mongo.connectionString(), "embedded store", mongo::close);
            }
        };
    }
}
