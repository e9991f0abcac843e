package dev.trueup.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.sandbox.SandboxCallbacks;
import dev.trueup.simulator.Merchant;
import dev.trueup.simulator.RunningSimulator;
import dev.trueup.simulator.TestCredentials;
import dev.trueup.simulator.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningSimulator
class ControlApiTest {
    @LocalServerPort
    private int port;

    private final String orderNo = "dcs" + UUID.randomUUID().toString().replace("-", "");
    private Web web;
    private Merchant merchant;

    @BeforeEach
    void connect() throws IOException {
        web = new Web(port);
        merchant = new Merchant(InstantSource.system());
        web.put("/simulator/plan", "{\"preset\": \"calm\", \"seed\": 1, \"manual\": true, \"overrides\": {}}");
    }

    @AfterEach
    void disconnect() {
        merchant.close();
    }

    @Test
    void aPaymentOfTheRunningSimulatorIsToldToItsMerchant() {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"repeats\": 2, \"nextDayRepeat\": true}");
        create(orderNo);
        assertThat(web.post("/simulator/payments/" + orderNo + "/pay", "").status())
                .isEqualTo(200);
        assertThat(web.post("/simulator/payments/" + orderNo + "/pay", "").status())
                .isEqualTo(409);
        Awaitility.await().until(() -> merchant.believed().size() >= 3);
        var entry = web.get("/simulator/ledger/" + orderNo).body();
        assertThat(entry.path("status").asString()).isEqualTo("succeeded");
        assertThat(entry.path("charged").asLong()).isEqualTo(100);
        assertThat(entry.path("injected").path("repeat").asLong()).isEqualTo(2);
        assertThat(entry.path("next").path(0).path("what").asString()).isEqualTo("outcome next day");
    }

    @Test
    void aBuyerActsByPlan() {
        web.put("/simulator/plan", "{\"manual\": false, \"overrides\": {\"cart-1\": {\"buyer\": \"fail\"}}}");
        create(orderNo);
        Awaitility.await()
                .untilAsserted(() -> assertThat(web.get("/simulator/ledger/" + orderNo)
                                .body()
                                .path("status")
                                .asString())
                        .isEqualTo("failed"));
        assertThat(web.post("/simulator/payments/" + orderNo + "/fail", "").status())
                .isEqualTo(409);
        assertThat(web.post("/simulator/payments/" + orderNo + "/abandon", "").status())
                .isEqualTo(409);
    }

    @Test
    void thePlanIsChangedByPresetAndField() {
        var plan = web.put("/simulator/plan", "{\"preset\": \"realistic\", \"faults\": {\"drop\": 0.5}}")
                .body();
        assertThat(plan.path("faults").path("drop").asDouble()).isEqualTo(0.5);
        assertThat(plan.path("faults").path("repeat").asDouble()).isEqualTo(0.1);
        assertThat(web.get("/simulator/plan").body()).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"faults\": {\"drop\": 2}}                                | faults.drop",
                "{\"faults\": {\"dropp\": 1}}                               | faults",
                "{\"buyers\": {\"pay\": -1}}                                | buyers.pay",
                "{\"callbackDelay\": {\"min\": \"PT9S\", \"max\": \"PT1S\"}} | callbackDelay.min",
                "{\"callbackDelay\": {\"min\": \"PT9S\"}}                   | callbackDelay.max",
                "{\"callbackDelay\": {\"min\": \"soon\", \"max\": \"PT1S\"}} | callbackDelay.min",
                "{\"slowAnswer\": \"PT31S\"}                                | slowAnswer",
                "{\"mostRepeats\": 0}                                       | mostRepeats",
                "{\"preset\": \"wild\"}                                     | preset",
                "{\"sead\": 1}                                              | sead",
                "{\"overrides\": {\"c\": {\"dropp\": true}}}                | dropp",
                "{\"overrides\": {\"c\": {\"repeats\": -1}}}                | repeats"
            })
    void whatIsWrongWithAPlanIsNamed(String plan, String field) {
        Web.Answer answer = web.put("/simulator/plan", plan);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asString()).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'sead': 1}                                          | sead is not known; there are buyerDelay, buyers,",
                "{'overrides': {'late': {'callbackDelay': 'PT3S'}}}   | overrides.late.callbackDelay is not known; there are buyer, buyerDelay, delay,",
                "{'overrides': {'late': {'callbackDelay': true}}}     | overrides.late.callbackDelay is not known; there are buyer,",
                "{'overrides': {'late': {'callbackDelay': null}}}     | overrides.late.callbackDelay is not known; there are buyer,",
                "{'overrides': {'late': {'dropp': {'deep': [1]}}}}    | overrides.late.dropp is not known; there are buyer,",
                "{'overrides': {'late': {'drop': 'yes'}}}             | overrides.late.drop must be true or false",
                "{'overrides': {'late': {'drop': null}}}              | overrides.late.drop must be true or false",
                "{'overrides': {'late': {'delay': 'soon'}}}           | overrides.late.delay must be a duration such as \"PT3S\"",
                "{'overrides': {'late': {'delay': true}}}             | overrides.late.delay must be a duration such as \"PT3S\"",
                "{'overrides': {'late': {'buyer': 'sleep'}}}          | overrides.late.buyer must be one of pay, fail, declineFirst, abandon, wait",
                "{'overrides': {'late': {'repeats': 'many'}}}         | overrides.late.repeats must be a whole number",
                "{'overrides': {'late': {'repeats': 101}}}            | overrides.late.repeats must be from 0 to 100, but is 101",
                "{'overrides': {'late': 7}}                           | overrides.late must be an object",
                "{'faults': {'drop': 'often'}}                        | faults.drop must be a number",
                "{'callbackDelay': {'min': 'PT1S', 'mean': 'PT2S'}}   | callbackDelay.mean is not known; there are max, min",
                "{'disturbances': [{'what': 'down', 'since': 'PT1S'}]} | disturbances.0.since is not known; there are after, channel, lasts, latency, what",
                "{'disturbances': {}}                                 | disturbances must be a list",
                "[]                                                   | the body must be an object",
                "{'seed': }                                           | the body is not JSON at line 1, column ",
            })
    void whatIsExpectedIsSaid(String plan, String complaint) {
        Web.Answer answer = web.put("/simulator/plan", plan.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asString()).startsWith(complaint);
    }

    @Test
    void theLedgerIsPaged() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            create(orderNo + i);
            created.add(orderNo + i);
        }
        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            var page = web.get("/simulator/ledger?limit=2" + (next.isEmpty() ? "" : "&after=" + next))
                    .body();
            page.path("entries")
                    .forEach(entry -> listed.add(entry.path("orderNo").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(listed).containsAll(created).doesNotHaveDuplicates().isSorted();
        assertThat(web.get("/simulator/ledger?limit=0").body().path("detail").asString())
                .contains("limit");
        assertThat(web.get("/simulator/ledger?limit=1001").status()).isEqualTo(400);
        assertThat(web.get("/simulator/ledger?limit=many").status()).isEqualTo(400);
    }

    @Test
    void statisticsNameEveryFault() {
        var statistics = web.get("/simulator/statistics").body();
        assertThat(statistics.path("injected").propertyNames()).contains("drop", "forged", "nextDayRepeat");
        assertThat(statistics.path("byStatus").propertyNames()).contains("pending", "succeeded");
    }

    @Test
    void whatItSignsIsBelieved() {
        String body = "{\"any\": \"body\"}";
        Map<String, List<String>> headers = new TreeMap<>();
        web.post("/simulator/sign/sandbox", body)
                .body()
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asString())));
        var callbacks = new SandboxCallbacks(TestCredentials.SANDBOX);
        var callback = new ReceivedCallback(headers, body.getBytes(StandardCharsets.UTF_8));
        assertThat(callbacks.verify(callback, Instant.now())).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void credentialsAreHandedOut() {
        var credentials = web.get("/simulator/credentials/sandbox").body();
        assertThat(credentials.path("apiKey").asString()).isEqualTo(TestCredentials.SANDBOX.apiKey());
        assertThat(credentials.path("baseUrl").asString())
                .isEqualTo(TestCredentials.SANDBOX.baseUrl().toString());
    }

    @Test
    void unknownPaymentsAreSaidToBe() {
        assertThat(web.get("/simulator/ledger/unknown").status()).isEqualTo(404);
        assertThat(web.post("/simulator/payments/unknown/pay", "").status()).isEqualTo(404);
        assertThat(web.put("/simulator/payments/unknown/faults", "{\"drop\": 3}")
                        .status())
                .isEqualTo(400);
        assertThat(web.put("/simulator/payments/a%20b/faults", "{}")
                        .body()
                        .path("detail")
                        .asString())
                .contains("orderNo");
    }

    @Test
    void anAuditSaysWhoIsAway() {
        Web.Answer answer = web.post("/simulator/audit", "");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().path("detail").asString()).contains("order-service");
        assertThat(web.post("/simulator/audit", "{\"createdAfter\": \"then\"}")
                        .body()
                        .path("detail")
                        .asString())
                .contains("createdAfter");
    }

    @Test
    void itIsDocumentedHealthyAndMeasured() {
        assertThat(web.get("/v3/api-docs").body().path("paths").propertyNames())
                .contains("/sandbox/payments", "/simulator/plan", "/simulator/audit");
        assertThat(web.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(web.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(web.get("/actuator/prometheus").status()).isEqualTo(200);
    }

    private void create(String number) {
        Web.Answer answer = web.post(
                "/sandbox/payments",
                """
                {"merchantId": "%s", "orderNo": "%s", "reference": "cart-1", "amount": 100, "currency": "CNY",
                 "notifyUrl": "%s", "expiresAt": "2099-01-01T00:00:00Z"}""".formatted(TestCredentials.SANDBOX.merchantId(), number, merchant.notifyUrl()),
                "Authorization",
                "Bearer " + TestCredentials.SANDBOX.apiKey());
        assertThat(answer.status()).isEqualTo(201);
    }
}
