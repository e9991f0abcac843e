package dev.trueup.simulator.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.simulator.RunningSimulator;
import dev.trueup.simulator.TestCredentials;
import dev.trueup.simulator.Web;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every call passes: switched off, limited, held, counted. */
@RunningSimulator
class ChannelEntranceTest {
    private static final String[] KEY = {"Authorization", "Bearer " + TestCredentials.SANDBOX.apiKey()};

    @LocalServerPort
    private int port;

    private final String orderNo = "dcs" + UUID.randomUUID().toString().replace("-", "");
    private Web web;

    @BeforeEach
    void connect() {
        web = new Web(port);
        web.put("/simulator/plan", "{\"preset\": \"calm\", \"manual\": true}");
        web.delete("/simulator/calls");
        assertThat(create().status()).isEqualTo(201);
    }

    @AfterEach
    void leaveToThePlan() {
        web.delete("/simulator/channels/sandbox/condition");
        web.get("/simulator/holds")
                .body()
                .forEach(
                        hold -> web.delete("/simulator/holds/" + hold.path("id").asString()));
    }

    @Test
    void aChannelThatIsDownAnswersNothingAndDoesNothing() {
        condition("{\"state\": \"down\"}");
        Web.Answer answer = close();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("code").asString()).isEqualTo("unavailable");
        web.delete("/simulator/channels/sandbox/condition");
        assertThat(status()).isEqualTo("pending");
        assertThat(close().status()).isEqualTo(200);
    }

    @Test
    void anOutageOfThePlanEndsByItself() {
        web.put(
                "/simulator/plan",
                "{\"disturbances\": [{\"what\": \"down\", \"after\": \"PT0S\", \"lasts\": \"PT10M\"}]}");
        assertThat(close().status()).isEqualTo(503);
        Awaitility.await().until(() -> close().status() == 200);
    }

    @Test
    void aRateLimitIsAnsweredInTheChannelsForm() {
        condition("{\"state\": \"up\", \"callsPerSecond\": 1}");
        // what came before may have taken this second's only call
        Awaitility.await().untilAsserted(() -> {
            assertThat(close().status()).isEqualTo(200);
            Web.Answer answer = close();
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.body().path("code").asString()).isEqualTo("rate_limited");
        });
        var close = web.get("/simulator/calls?channel=sandbox")
                .body()
                .path(0)
                .path("totals")
                .path("close");
        assertThat(close.path("throttled").asLong()).isPositive();
        assertThat(close.path("calls").asLong())
                .isGreaterThan(close.path("throttled").asLong());
    }

    @Test
    void aHeldAnswerHasHadItsEffectAndAHeldRequestHasNot() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String request = hold("request");
            Future<Web.Answer> closed = threads.submit(this::close);
            awaitHeld(request);
            assertThat(status()).isEqualTo("pending");
            String answer = hold("answer");
            web.delete("/simulator/holds/" + request);
            awaitHeld(answer);
            assertThat(status()).isEqualTo("closed");
            assertThat(closed.isDone()).isFalse();
            web.delete("/simulator/holds/" + answer);
            assertThat(closed.get().status()).isEqualTo(200);
        }
    }

    @Test
    void callsAreListedByOrder() {
        close();
        var log = web.get("/simulator/calls/log?orderNo=" + orderNo).body();
        assertThat(log.path(0).path("kind").asString()).isEqualTo("close");
        assertThat(log.path(1).path("kind").asString()).isEqualTo("create");
        assertThat(log.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/simulator/channels/sandbox/condition | {\"lasts\": \"PT1H\"}                            | state",
                "/simulator/channels/sandbox/condition | {\"state\": \"up\", \"callsPerSecond\": 0}       | callsPerSecond",
                "/simulator/channels/sandbox/condition | {\"state\": \"slow\", \"latency\": \"PT31S\"}  | latency",
                "/simulator/channels/sandbox/condition | {\"state\": \"down\", \"lasts\": \"P8D\"}      | lasts",
                "/simulator/plan | {\"callsPerSecond\": {\"sandbox\": 0}}                                 | callsPerSecond.sandbox",
                "/simulator/plan | {\"disturbances\": [{\"what\": \"down\", \"after\": \"PT0S\"}]}     | disturbances[0].lasts"
            })
    void whatIsWrongIsNamed(String path, String body, String field) {
        Web.Answer answer = web.put(path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asString()).contains(field);
    }

    @Test
    void aHoldThatIsTooLongIsRefused() {
        Web.Answer answer = web.post("/simulator/holds", "{\"longest\": \"PT3M\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asString()).contains("longest");
    }

    @Test
    void anUnknownChannelIsSaidToBe() {
        assertThat(web.put("/simulator/channels/none/condition", "{\"state\": \"up\"}")
                        .status())
                .isEqualTo(404);
        assertThat(web.get("/simulator/credentials/none").body().path("detail").asString())
                .contains("none", "sandbox");
    }

    private void condition(String body) {
        assertThat(web.put("/simulator/channels/sandbox/condition", body).status())
                .isEqualTo(200);
    }

    private String hold(String moment) {
        return web.post(
                        "/simulator/holds",
                        "{\"kind\": \"close\", \"orderNo\": \"%s\", \"moment\": \"%s\"}".formatted(orderNo, moment))
                .body()
                .path("id")
                .asString();
    }

    private void awaitHeld(String hold) {
        Awaitility.await()
                .until(() -> web.get("/simulator/holds/" + hold)
                        .body()
                        .path("state")
                        .asString()
                        .equals("holding"));
    }

    private Web.Answer close() {
        return web.post("/sandbox/payments/" + orderNo + "/close", "{}", KEY);
    }

    private String status() {
        return web.get("/simulator/ledger/" + orderNo).body().path("status").asString();
    }

    private Web.Answer create() {
        return web.post("/sandbox/payments", """
                {"merchantId": "%s", "orderNo": "%s", "amount": 100, "currency": "CNY",
                 "notifyUrl": "http://127.0.0.1:9/none", "expiresAt": "2099-01-01T00:00:00Z"}""".formatted(TestCredentials.SANDBOX.merchantId(), orderNo), KEY);
    }
}
