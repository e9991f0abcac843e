package dev.trueup.contracts.kafka;

import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * The JSON of the contract's records, read as strictly as their schemas say: fields in the order they are declared,
 * unknown ones ignored, missing ones and those of another type refused.
 */
public final class ContractJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(
                    AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new RequiredUnlessNullable()))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantText()))
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .build();

    private ContractJson() {}

    /** {@code value}, a record of the contract, as UTF-8 JSON. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /**
     * Reads a record of the contract.
     *
     * @throws UnreadableEventException when {@code json} is not one, naming the field that is wrong and quoting nothing
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            @Nullable T read = MAPPER.readValue(json, type);
            if (read == null) {
                throw new UnreadableEventException("not a " + type.getSimpleName() + ": null");
            }
            return read;
        } catch (JacksonException e) {
            // without the cause, whose message quotes what it could not read
            throw new UnreadableEventException("not a " + type.getSimpleName() + ": " + wrong(e));
        }
    }

    private static String wrong(JacksonException failure) {
        String field = failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        if (!field.isEmpty()) {
            return field + " is missing or not what it should be";
        }
        TokenStreamLocation at = failure.getLocation(); // none where it is nested too deep
        return failure instanceof DatabindException || at == null
                ? "not the JSON object it should be"
                : "not JSON (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
