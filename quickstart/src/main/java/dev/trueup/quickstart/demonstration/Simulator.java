package dev.trueup.quickstart.demonstration;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The control side of channel-simulator. */
final class Simulator {
    private final JsonApi control;

    Simulator(URI channelSimulator) {
        this.control = new JsonApi(channelSimulator);
    }

    /** The ids of the channels that are set up. */
    List<String> channels() {
        return control.get("/simulator/channels")
                .valueStream()
                .map(channel -> channel.path("channel").stringValue())
                .toList();
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

    /** The buyer of one payment pays now. */
    void pay(String orderNo) {
        control.post("/simulator/payments/" + orderNo + "/pay", Map.of());
    }

    /** What came to a channel since the last {@link #countCallsAnew}. */
    JsonNode calls(String channel) {
        return control.get("/simulator/calls?channel=" + channel).path(0);
    }

    /** The calls one by one, the latest first, as far as the simulator remembers them. */
    JsonNode calledLately() {
        return control.get("/simulator/calls/log?limit=10000");
    }

    void countCallsAnew() {
        control.delete("/simulator/calls");
    }

    /** How a channel is from now on, whatever the plan says. */
    void condition(String channel, Map<String, Object> condition) {
        control.put("/simulator/channels/" + channel + "/condition", condition);
    }

    /** Every payment of the ledger, page by page. */
    void eachPayment(Consumer<JsonNode> action) {
        String after = "";
        do {
            JsonNode page = control.get("/simulator/ledger?limit=500" + (after.isEmpty() ? "" : "&after=" + after));
            page.path("entries").forEach(action);
            after = page.path("next").asString("");
        } while (!after.isEmpty());
    }
}
