package dev.trueup.quickstart.demonstration;

import java.net.URI;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The control side of channel-simulator. */
final class Simulator {
    private final JsonApi control;

    Simulator(URI channelSimulator) {
        this.control = new JsonApi(channelSimulator);
    }

    void plan(Map<String, Object> change) {
        control.put("/simulator/plan", change);
    }

    JsonNode statistics() {
        return control.get("/simulator/statistics");
    }

    JsonNode audit() {
        return control.post("/simulator/audit", Map.of());
    }
}
