package dev.trueup.contracts.kafka;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Instants as the schemas have them: RFC 3339 and nothing else, where Jackson's own takes numbers and emptiness too. */
final class InstantText extends StdDeserializer<Instant> {
    InstantText() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            try {
                return Instant.parse(json.getString());
            } catch (DateTimeParseException e) {
                // as wrong as a number
            }
        }
        return context.reportInputMismatch(Instant.class, "not RFC 3339");
    }
}
