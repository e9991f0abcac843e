package dev.trueup.testservers;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/** Spring Boot's properties for the two servers; reading an address starts its server, listing the names does not. */
final class ServersPropertySource extends EnumerablePropertySource<Map<String, Supplier<String>>> {

    ServersPropertySource(TestServers servers, String database) {
        super(
                "trueup test servers",
                Map.of(
                        "spring.kafka.bootstrap-servers", servers::kafkaBootstrapServers,
                        "spring.mongodb.uri", servers::mongoUri,
                        "spring.mongodb.database", () -> database));
    }

    @Override
    public String[] getPropertyNames() {
        return getSource().keySet().toArray(String[]::new);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        var value = getSource().get(name);
        return value == null ? null : value.get();
    }
}
