package dev.trueup.contracts;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas as they lie in the jar, read by a validator that is not ours. */
final class ContractSchema {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final Schema schema;

    ContractSchema(JsonNode schema) {
        this.schema = REGISTRY.getSchema(schema);
    }

    static ContractSchema ofResource(String name) {
        return new ContractSchema(JSON.readTree(bytes(name)));
    }

    static ContractSchema of(Class<?> type) {
        String name =
                type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return ofResource("schemas/" + name + ".v1.json");
    }

    static byte[] bytes(String name) {
        try (InputStream in =
                Objects.requireNonNull(ContractSchema.class.getResourceAsStream("/trueup/contracts/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with {@code json}; empty where nothing is. */
    List<String> complaints(JsonNode json) {
        return schema.validate(json).stream().map(Error::toString).toList();
    }
}
