package dev.trueup.simulator.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Optional;

/** Enum constants as the API writes them, for messages. */
public final class WireNames {
    private WireNames() {}

    /** The constant that the API writes like this. */
    static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
        return EnumSet.allOf(type).stream()
                .filter(constant -> of(constant).equals(name))
                .findFirst();
    }

    /** The name that the constant's {@link JsonProperty} gives it, else its own. */
    public static String of(Enum<?> constant) {
        try {
            JsonProperty property =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return property == null ? constant.name() : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum has a field for each constant", e);
        }
    }
}
