package dev.trueup.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trueup.contracts.kafka.ContractJson;
import dev.trueup.contracts.kafka.UnreadableEventException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The schemas and the code that writes and reads say the same. */
@Domain(DomainContext.Global.class)
@Domain(ContractRecords.class)
class SchemasTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** None of them is what any field may be, but an object. */
    private static final List<JsonNode> NEVER_RIGHT =
            List.of(NODES.objectNode(), NODES.arrayNode().add(1), NODES.numberNode(1.5));

    @Property(tries = 200)
    void orderEvents(@ForAll OrderEvent event, @ForAll long chance) {
        holdsFor(event, chance);
    }

    @Property(tries = 200)
    void queryBacks(@ForAll QueryBack queryBack, @ForAll long chance) {
        holdsFor(queryBack, chance);
    }

    @Property(tries = 200)
    void queryOutcomes(@ForAll QueryOutcome outcome, @ForAll long chance) {
        holdsFor(outcome, chance);
    }

    private static void holdsFor(Object record, long chance) {
        ContractSchema schema = ContractSchema.of(record.getClass());
        byte[] written = ContractJson.write(record);
        JsonNode json = ContractSchema.JSON.readTree(written);

        assertThat(schema.complaints(json)).isEmpty();
        assertThat(ContractJson.read(written, record.getClass())).isEqualTo(record);
        unknownFieldsAreIgnored(schema, record, json);
        List<Field> fields = fields(json, "");
        Field some = fields.get((int) Math.floorMod(chance, (long) fields.size()));
        theSameIsRefused(schema, record.getClass(), json, some, null);
        theSameIsRefused(schema, record.getClass(), json, some, NODES.nullNode());
        NEVER_RIGHT.forEach(wrong -> {
            if (!some.at(json).path(some.name()).isObject()) {
                assertThat(theSameIsRefused(schema, record.getClass(), json, some, wrong))
                        .as("%s as %s", some.path(), wrong)
                        .isTrue();
            }
        });
    }

    private static void unknownFieldsAreIgnored(ContractSchema schema, Object record, JsonNode json) {
        JsonNode more = json.deepCopy();
        objects(more).forEach(object -> object.putArray("added").add("later"));

        assertThat(schema.complaints(more)).isEmpty();
        assertThat(ContractJson.read(ContractSchema.JSON.writeValueAsBytes(more), record.getClass()))
                .isEqualTo(record);
    }

    /** Whether schema and reader refuse the change, which they must do alike; the reader names the field. */
    private static boolean theSameIsRefused(
            ContractSchema schema, Class<?> type, JsonNode json, Field field, @Nullable JsonNode instead) {
        JsonNode changed = json.deepCopy();
        ObjectNode parent = (ObjectNode) field.at(changed);
        if (instead == null) {
            parent.remove(field.name());
        } else {
            parent.set(field.name(), instead);
        }
        byte[] written = ContractSchema.JSON.writeValueAsBytes(changed);
        if (schema.complaints(changed).isEmpty()) {
            assertThat(ContractJson.read(written, type)).as(field.path()).isNotNull();
            return false;
        }
        assertThatThrownBy(() -> ContractJson.read(written, type))
                .as(field.path())
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith("not a " + type.getSimpleName() + ": " + field.path())
                .hasMessageEndingWith(" is missing or not what it should be");
        return true;
    }

    /** A field of an object somewhere in a document. */
    private record Field(String pointer, String name, String path) {
        JsonNode at(JsonNode document) {
            return document.at(pointer);
        }
    }

    private static List<Field> fields(JsonNode node, String pointer) {
        List<Field> fields = new ArrayList<>();
        node.propertyStream().forEach(property -> {
            String path = (pointer + "/" + property.getKey())
                    .substring(1)
                    .replaceAll("/(\\d+)(?=/)", ".[$1]")
                    .replace('/', '.');
            fields.add(new Field(pointer, property.getKey(), path));
            fields.addAll(fields(property.getValue(), pointer + "/" + property.getKey()));
            if (property.getValue() instanceof ArrayNode elements) {
                for (int i = 0; i < elements.size(); i++) {
                    fields.addAll(fields(elements.get(i), pointer + "/" + property.getKey() + "/" + i));
                }
            }
        });
        return fields;
    }

    private static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> objects = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> objects.addAll(objects(child)));
        return objects;
    }
}
