package dev.trueup.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.channels.ChannelClient.Created;
import dev.trueup.channels.ChannelClient.NumberTaken;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.State;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

class PlacingOverHttpTest extends RunningOrderService {
    @Autowired
    private MongoOperations mongo;

    @Test
    void theAnswerHoldsWhatTheBuyerNeeds() {
        Answer answer = post("/order/create", body(reference()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/code").stringValue()).isEqualTo("0000");
        assertThat(answer.json().at("/msg").stringValue()).isEqualTo("sucess");
        assertThat(answer.json().at("/data/locator").stringValue()).isEqualTo("/order/get_result/");
        String orderNo = answer.json().at("/data/order").stringValue();
        assertThat(orderNo).matches("dcs[a-z0-9]{26}");
        assertThat(answer.json().at("/data/payment/payUrl").stringValue()).endsWith(orderNo);
        assertThat(dossier(orderNo).order().state()).isEqualTo(State.PENDING);
        assertThat(dossier(orderNo).order().amount())
                .as("the total, never multiplied")
                .isEqualTo(100);
    }

    @Test
    void undecidedIsA404ToPollAgain() {
        String orderNo = placed(reference());
        for (String path : List.of(
                "/order/get_result/" + orderNo,
                "/order/get_result?orderId=" + orderNo,
                "/order/get_result/?orderId=" + orderNo)) {
            Answer answer = get(path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.response().headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.json().at("/code").stringValue()).isEqualTo("1001");
            assertThat(answer.json().at("/data/status").intValue()).isZero();
        }
        assertThat(get("/order/get_result/dcsnothere").json().at("/code").stringValue())
                .isEqualTo("1004");
    }

    @Test
    void aWaitingClientLearnsTheOutcomeAtOnce() throws Exception {
        String orderNo = placed(reference());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> waiting =
                    threads.submit(() -> get("/order/get_result/" + orderNo, "Prefer", "respond-async, wait=30"));
            callback(orderNo, paidNotice(orderNo, "tx-1", 100));
            Answer answer = waiting.get();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().at("/data/status").intValue()).isEqualTo(1);
            assertThat(answer.json().at("/data/desc").stringValue()).isEqualTo("下单成功");
        }
    }

    @Test
    void waitingEndsWithoutAnOutcome() {
        Answer answer = get("/order/get_result/" + placed(reference()), "Prefer", "wait=1");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/code").stringValue()).isEqualTo("1001");
    }

    @Test
    void aLieIsSeenAndBelievedInNothing() {
        for (Said claim : List.of(Said.PAID, Said.FAILED)) {
            String reference = reference();
            channel.onCreate(
                    reference,
                    request -> new Created(
                            Map.of("payUrl", "x"), ScriptedChannel.statement(request.orderNo(), request, claim), null));
            assertLieIsReported(placed(reference));
        }
        String otherNumber = reference();
        channel.onCreate(
                otherNumber,
                request -> new Created(Map.of(), ScriptedChannel.statement("dcsanother", request, Said.UNPAID), null));
        assertLieIsReported(placed(otherNumber));
        String otherAmount = reference();
        channel.onCreate(otherAmount, request -> {
            ChannelStatement said = ScriptedChannel.statement(request.orderNo(), request, Said.UNPAID);
            return new Created(
                    Map.of(),
                    new ChannelStatement(
                            said.channel(),
                            said.merchantId(),
                            said.orderNo(),
                            said.reference(),
                            said.said(),
                            null,
                            new Money(1, "CNY"),
                            null,
                            List.of()),
                    null);
        });
        assertLieIsReported(placed(otherAmount));
    }

    private void assertLieIsReported(String orderNo) {
        Dossier dossier = dossier(orderNo);
        assertThat(dossier.order().state()).isEqualTo(State.PENDING);
        assertThat(dossier.order().attention()).extracting(Attention::reason).containsExactly("synchronous-answer");
        assertThat(get("/order/get_result/" + orderNo).status()).isEqualTo(404);
    }

    @Test
    void anUnansweredCallIsRepeatedWithTheSameNumber() {
        String reference = reference();
        AtomicInteger calls = new AtomicInteger();
        channel.onCreate(
                reference,
                request -> calls.incrementAndGet() < 3 ? new Unanswered("time-out") : ScriptedChannel.honest(request));
        Answer answer = post("/order/create", body(reference));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/data/payment").has("payUrl")).isFalse();
        String orderNo = answer.json().at("/data/order").stringValue();
        assertThat(dossier(orderNo).order().state()).isEqualTo(State.CREATED);
        awaitOrder(orderNo, dossier -> dossier.order().state() == State.PENDING);
        assertThat(channel.creates(reference)).isEqualTo(3);
    }

    @Test
    void aTakenNumberIsNoRefusal() {
        String reference = reference();
        channel.onCreate(reference, request -> new NumberTaken());
        assertThat(dossier(placed(reference)).order().state()).isEqualTo(State.PENDING);
    }

    @Test
    void onlyADefinitiveRefusalFails() {
        String definitive = reference();
        channel.onCreate(definitive, request -> new Refused(true, "invalid_request", "amount too large"));
        Answer refused = post("/order/create", body(definitive));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/code").stringValue()).isEqualTo("1006");
        String orderNo = refused.json().at("/data/order").stringValue();
        assertThat(get("/order/get_result/" + orderNo).json().at("/data/status").intValue())
                .isEqualTo(2);
        String passing = reference();
        channel.onCreate(passing, request -> new Refused(false, "merchant_suspended", "ask support"));
        assertThat(dossier(placed(passing)).order().state()).isEqualTo(State.CREATED);
    }

    /** The first call may have been taken: a channel may refuse to hear of the order again. */
    @Test
    void theRefusalOfARepeatedCallDecidesNothing() {
        String reference = reference();
        AtomicInteger calls = new AtomicInteger();
        channel.onCreate(
                reference,
                request -> calls.incrementAndGet() == 1
                        ? new Unanswered("time-out")
                        : new Refused(true, "invalid_request", "expired"));
        post("/order/create", body(reference), "Idempotency-Key", reference);
        Answer again = post("/order/create", body(reference), "Idempotency-Key", reference);
        assertThat(calls).hasValueGreaterThan(1);
        assertThat(again.status()).isEqualTo(200);
        String orderNo = again.json().at("/data/order").stringValue();
        assertThat(dossier(orderNo).order().state()).isEqualTo(State.CREATED);
    }

    @Test
    void oneKeyIsOneOrderHoweverOftenAndWheneverItIsSent() throws Exception {
        String reference = reference();
        List<Callable<String>> senders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            senders.add(() -> post("/order/create", body(reference), "Idempotency-Key", reference)
                    .json()
                    .at("/data/order")
                    .stringValue());
        }
        Set<String> orders = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> order : threads.invokeAll(senders)) {
                orders.add(order.get());
            }
        }
        assertThat(orders).hasSize(1);
        Answer again = post("/order/create", body(reference), "Idempotency-Key", reference);
        assertThat(again.json().at("/data/order").stringValue()).isIn(orders);
        assertThat(again.json().at("/data/payment").has("payUrl")).isTrue();
        Answer other = post("/order/create", body(reference()), "Idempotency-Key", reference);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().at("/code").stringValue()).isEqualTo("1003");
    }

    @Test
    void aRetryCompletesWhatACrashLeftBetweenKeyAndOrder() {
        String reference = reference();
        String orderNo = post("/order/create", body(reference), "Idempotency-Key", reference)
                .json()
                .at("/data/order")
                .stringValue();
        mongo.remove(
                Query.query(Criteria.where("_id").is(orderNo)), "orders"); // the key is bound, the order is not there
        assertThat(get("/order/get_result/" + orderNo).json().at("/code").stringValue())
                .isEqualTo("1004");
        Answer retried = post("/order/create", body(reference), "Idempotency-Key", reference);
        assertThat(retried.json().at("/data/order").stringValue()).isEqualTo(orderNo);
        assertThat(dossier(orderNo).order().state()).isEqualTo(State.PENDING);
    }

    /** The channel may just have said that it does not know it, and that is believed then. */
    @Test
    void anExpiredOrderIsNotBroughtToTheChannelByAMerchantWhoComesAgain() {
        String reference = reference();
        channel.onCreate(reference, request -> new Unanswered("away"));
        String body = body(reference).replace("{", "{\"expiresIn\":\"PT1S\",");
        String orderNo = post("/order/create", body, "Idempotency-Key", reference)
                .json()
                .at("/data/order")
                .stringValue();
        Instant expiry = dossier(orderNo).order().expiresAt();
        await().until(() -> Instant.now().isAfter(expiry));
        long calls = channel.creates(reference);

        Answer again = post("/order/create", body, "Idempotency-Key", reference);

        assertThat(again.json().at("/data/order").stringValue()).isEqualTo(orderNo);
        assertThat(calls).isPositive();
        assertThat(channel.creates(reference)).isEqualTo(calls);
    }

    @Test
    void everyBadFieldIsNamed() {
        Answer answer = post("/order/create", """
                {"goodsId":"","userId":5,"num":0,"amount":"x","currency":"XXZ","channel":"no","expiresIn":"2h",
                 "reference":"%s","subject":[],"unknown":1}""".formatted("r".repeat(65)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/code").stringValue()).isEqualTo("1002");
        assertThat(answer.json()
                        .at("/data/errors")
                        .valueStream()
                        .map(error -> error.at("/field").stringValue()))
                .containsExactlyInAnyOrder(
                        "goodsId",
                        "userId",
                        "num",
                        "amount",
                        "currency",
                        "channel",
                        "expiresIn",
                        "reference",
                        "subject");
    }

    @ParameterizedTest
    @CsvSource({
        "num, 1, 200",
        "num, 1000000, 200",
        "num, 0, 400",
        "num, 1000001, 400",
        "num, 1.0, 400",
        "num, null, 400",
        "amount, 1, 200",
        "amount, 1000000000000, 200",
        "amount, 0, 400",
        "amount, 1000000000001, 400",
        "amount, 99999999999999999999, 400",
        "amount, -1, 400"
    })
    void boundsAreExact(String field, String value, int status) {
        String body = body(reference()).replaceFirst("\"" + field + "\":\\d+", "\"" + field + "\":" + value);
        assertThat(post("/order/create", body).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{\"a\":}", "nul"})
    void whatIsNoJsonObjectIsRefused(String body) {
        Answer answer = post("/order/create", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/code").stringValue()).isEqualTo("1002");
    }

    @Test
    void whereItCeasesToBeJsonIsTold() {
        assertThat(post("/order/create", "{\"a\":}").json().at("/msg").stringValue())
                .endsWith("at line 1, column 6");
        assertThat(post("/order/create", "{\"a\": 1,\n \"a\": 2}")
                        .json()
                        .at("/msg")
                        .stringValue())
                .contains("at line 2, column ");
    }

    @Test
    void aBodyOverTheLimitIsRefusedAnnouncedOrNot() {
        byte[] large = body("x".repeat(64 * 1024)).getBytes(StandardCharsets.UTF_8);
        for (BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(large),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            Answer answer = send(request("/order/create")
                    .header("Content-Type", "application/json")
                    .POST(body));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.json().at("/code").stringValue()).isEqualTo("1005");
        }
    }

    @Test
    void everyErrorHasTheFormOfItsPath() {
        assertThat(get("/order/create").json().at("/code").stringValue()).isEqualTo("1007");
        assertThat(get("/order/nothing").json().at("/code").stringValue()).isEqualTo("1011");
        assertThat(get("/order/get_result").json().at("/msg").stringValue()).contains("orderId");
        assertThat(post("/order/create", body(reference()), "Idempotency-Key", "x".repeat(256))
                        .json()
                        .at("/msg")
                        .stringValue())
                .contains("Idempotency-Key");
        for (String path : List.of("/orders?limit=0", "/orders?state=NO", "/orders?olderThan=1h", "/orders?after=;")) {
            Answer answer = get(path);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(path).contains(answer.json().at("/errors/0/field").stringValue());
        }
        assertThat(get("/orders/" + "dcsnothere").status()).isEqualTo(404);
    }
}
