package dev.trueup.channels.json;

import com.fasterxml.jackson.annotation.Nulls;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as channels write it and as it may be believed. Unknown fields are tolerated, since a channel adds some without
 * notice; a doubled field, a number written as text, a text written as number, nothing where a list has an element, or
 * anything after the value is not, since two readers could read it differently.
 */
public final class StrictJson {
    /** Reads and writes it. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(
                    AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new RequiredUnlessNullable()))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfig(
                    LogicalType.Integer, integer -> integer.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .build();

    private StrictJson() {}

    /**
     * Reads a record.
     *
     * @throws JacksonException where {@code json} is none, or is {@code null}; {@link #wrong} tells what is wrong with it
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(MAPPER, json, type);
    }

    /** The same by a channel's own mapper, made from {@link #MAPPER}. */
    public static <T> T read(JsonMapper mapper, byte[] json, Class<T> type) {
        return there(mapper.readValue(json, type));
    }

    /** The same for a generic type. */
    public static <T> T read(JsonMapper mapper, byte[] json, TypeReference<T> type) {
        return there(mapper.readValue(json, type));
    }

    private static <T> T there(@Nullable T read) {
        if (read == null) {
            throw MismatchedInputException.from(null, Object.class, "null");
        }
        return read;
    }

    /** What is wrong, by field or by place; Jackson's own message would quote values, and some of them are secret. */
    public static String wrong(JacksonException failure) {
        if (failure instanceof ValueInstantiationException
                && failure.getCause() instanceof IllegalArgumentException e) {
            return Objects.requireNonNullElse(e.getMessage(), "refused"); // a record of ours, naming its component
        }
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
