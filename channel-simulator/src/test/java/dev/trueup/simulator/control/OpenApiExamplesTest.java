package dev.trueup.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.simulator.RunningSimulator;
import dev.trueup.simulator.TestCredentials;
import dev.trueup.simulator.Web;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Whoever reads the API's description sees for everything under {@code /simulator} what goes in and what comes out. */
@RunningSimulator
class OpenApiExamplesTest {
    @LocalServerPort
    private int port;

    private Web web;
    private JsonNode paths;

    @BeforeEach
    void read() {
        web = new Web(port);
        paths = web.get("/v3/api-docs").body().path("paths");
    }

    @Test
    void everythingHasASummaryAndExamples() {
        List<String> without = new ArrayList<>();
        paths.forEachEntry((path, item) -> {
            if (path.startsWith("/simulator/")) {
                item.forEachEntry((method, operation) -> check(method + " " + path, operation, without));
            }
        });

        assertThat(without).isEmpty();
        assertThat(paths.propertyNames()).contains("/simulator/plan", "/simulator/calls/log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "statistics", "ledger/{orderNo}", "channels", "calls", "calls/log"})
    void anExampleLooksLikeTheAnswer(String what) {
        web.put("/simulator/plan", "{\"preset\": \"calm\", \"manual\": true}");
        web.post(
                "/sandbox/payments",
                """
                {"merchantId": "%s", "orderNo": "exemplary", "reference": "cart-17", "amount": 100, "currency": "CNY",
                 "notifyUrl": "http://localhost:9/", "expiresAt": "2099-01-01T00:00:00Z"}\
                """.formatted(TestCredentials.SANDBOX.merchantId()),
                "Authorization",
                "Bearer " + TestCredentials.SANDBOX.apiKey());
        web.post("/simulator/payments/exemplary/pay", "");

        JsonNode answer =
                web.get("/simulator/" + what.replace("{orderNo}", "exemplary")).body();
        JsonNode example = paths.path("/simulator/" + what)
                .path("get")
                .path("responses")
                .path("200")
                .path("content")
                .iterator()
                .next()
                .path("example");

        assertThat(names(example)).containsExactlyInAnyOrderElementsOf(names(answer));
    }

    private static List<String> names(JsonNode node) {
        return List.copyOf((node.isArray() ? node.path(0) : node).propertyNames());
    }

    private static void check(String name, JsonNode operation, List<String> without) {
        if (operation.path("summary").asString("").isEmpty()) {
            without.add(name + ": summary");
        }
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("example").isMissingNode()) {
                without.add(name + ": parameter " + parameter.path("name").asString());
            }
        }
        for (JsonNode content : operation.path("requestBody").path("content")) {
            if (content.path("example").isMissingNode()
                    && content.path("examples").isEmpty()) {
                without.add(name + ": body");
            }
        }
        operation.path("responses").forEachEntry((status, response) -> {
            for (JsonNode content : response.path("content")) {
                if (status.startsWith("2") && content.path("example").isMissingNode()) {
                    without.add(name + ": answer " + status);
                }
            }
        });
    }
}
