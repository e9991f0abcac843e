package dev.trueup.channels.stripe;

import dev.trueup.channels.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Stripe's JSON: names in snake case, times in seconds, and objects that may stand expanded where their id would. */
final class StripeJson {
    static final JsonMapper MAPPER = StrictJson.MAPPER
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private StripeJson() {}

    /** The id of what {@code node} names: {@code "ch_1"} or {@code {"id":"ch_1",…}}; empty where it names nothing. */
    static String id(JsonNode node) {
        return node.isObject() ? node.path("id").stringValue("") : node.stringValue("");
    }
}
