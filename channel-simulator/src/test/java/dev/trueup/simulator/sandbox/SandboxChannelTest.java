package dev.trueup.simulator.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.AlreadyPaid;
import dev.trueup.channels.ChannelClient.Closed;
import dev.trueup.channels.ChannelClient.Created;
import dev.trueup.channels.ChannelClient.NotKnown;
import dev.trueup.channels.ChannelClient.NumberTaken;
import dev.trueup.channels.ChannelClient.PaymentHandle;
import dev.trueup.channels.ChannelClient.PaymentRequest;
import dev.trueup.channels.ChannelClient.RefundHandle;
import dev.trueup.channels.ChannelClient.RefundRequest;
import dev.trueup.channels.ChannelClient.RefundTold;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Told;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.sandbox.SandboxClient;
import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.simulator.RunningSimulator;
import dev.trueup.simulator.TestCredentials;
import dev.trueup.simulator.Web;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The channel as its merchant's own client meets it. */
@RunningSimulator
class SandboxChannelTest {
    private static final String[] KEY = {"Authorization", "Bearer " + TestCredentials.SANDBOX.apiKey()};
    private static final Money MONEY = new Money(100, "CNY");

    @LocalServerPort
    private int port;

    private final String orderNo = "dcs" + UUID.randomUUID().toString().replace("-", "");
    private Web web;
    private ChannelClient channel;

    @BeforeEach
    void connect() {
        web = new Web(port);
        channel = client(TestCredentials.SANDBOX.apiKey());
    }

    @Test
    void aPaymentIsCreatedQueriedPaidAndRefunded() {
        assertThat(channel.create(request(100))).isInstanceOfSatisfying(Created.class, created -> {
            assertThat(created.said().said()).isEqualTo(Said.UNPAID);
            assertThat(created.instructions().get("payUrl")).endsWith("/simulator/payments/" + orderNo + "/pay");
        });
        assertThat(queried().said()).isEqualTo(Said.UNPAID);
        assertThat(queried().reference()).isEqualTo("cart-1");

        web.post("/simulator/payments/" + orderNo + "/pay", "");
        assertThat(queried().said()).isEqualTo(Said.PAID);
        assertThat(queried().total()).isEqualTo(MONEY);
        assertThat(queried().occurredAt()).isNotNull();
        assertThat(channel.close(handle())).isInstanceOf(AlreadyPaid.class);

        RefundRequest refund = refund("r1", new Money(40, "CNY"));
        assertThat(channel.refund(refund)).isInstanceOf(RefundTold.class);
        assertThat(channel.refund(refund)).isInstanceOf(RefundTold.class);
        Awaitility.await()
                .untilAsserted(() -> assertThat(queried().refunds())
                        .containsExactly(
                                new RefundReport("r1", new Money(40, "CNY"), RefundReport.Progress.SUCCEEDED)));
        assertThat(channel.queryRefund(refund.refund()))
                .isEqualTo(new RefundTold(queried().refunds().getFirst()));
        assertThat(channel.queryRefund(refund("r9", MONEY).refund())).isInstanceOf(NotKnown.class);
        assertThat(channel.refund(refund("r2", new Money(61, "CNY"))))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.definitive()).isTrue();
                    assertThat(refused.message()).contains("amount").contains("60");
                });
    }

    @Test
    void everyChargeIsToldByAQuery() {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"secondPayment\": true, \"drop\": true}");
        channel.create(request(100));
        web.post("/simulator/payments/" + orderNo + "/pay", "");
        Awaitility.await().until(() -> told().statements().size() == 2);
        Told told = told();
        assertThat(told.statements().stream().map(ChannelStatement::said)).containsOnly(Said.PAID);
        assertThat(told.statements().stream().map(ChannelStatement::transactionId))
                .doesNotHaveDuplicates();
        assertThat(told.statements().stream().map(ChannelStatement::total)).containsOnly(MONEY);

        String second = Objects.requireNonNull(told.statements().get(1).transactionId());
        var refund = new RefundHandle(handle(), second, "r1");
        assertThat(channel.refund(new RefundRequest(refund, MONEY, MONEY, null)))
                .isInstanceOf(RefundTold.class);
        assertThat(told().statements().get(0).refunds()).isEmpty();
        assertThat(told().statements().get(1).refunds())
                .singleElement()
                .satisfies(report -> assertThat(report.refundNo()).isEqualTo("r1"));
    }

    private Told told() {
        return (Told) channel.query(handle());
    }

    @Test
    void aNumberNamesOneOrder() {
        PaymentRequest request = request(100);
        channel.create(request);
        assertThat(channel.create(request)).isInstanceOf(Created.class);
        assertThat(channel.create(request(101))).isInstanceOf(NumberTaken.class);
    }

    @Test
    void whatIsNotKnownIsSaidToBe() {
        assertThat(queried().said()).isEqualTo(Said.NOT_KNOWN);
        assertThat(channel.close(handle())).isInstanceOf(NotKnown.class);
        assertThat(channel.refund(refund("r1", MONEY))).isInstanceOf(NotKnown.class);
    }

    @Test
    void aClosedPaymentStaysClosed() {
        channel.create(request(100));
        assertThat(channel.close(handle())).isInstanceOf(Closed.class);
        assertThat(channel.close(handle())).isInstanceOf(Closed.class);
        assertThat(web.post("/simulator/payments/" + orderNo + "/pay", "").status())
                .isEqualTo(409);
        assertThat(queried().said()).isEqualTo(Said.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"answerClaimsPaid, PAID, 100", "answerOtherAmount, UNPAID, 101"})
    void theAnswerToCreateLies(String fault, Said said, long amount) {
        override(fault);
        assertThat(channel.create(request(100))).isInstanceOfSatisfying(Created.class, created -> {
            assertThat(created.said().said()).isEqualTo(said);
            assertThat(created.said().total()).isEqualTo(new Money(amount, "CNY"));
            assertThat(created.said().orderNo()).isEqualTo(orderNo);
        });
        assertThat(queried().said()).isEqualTo(Said.UNPAID);
        assertThat(queried().total()).isEqualTo(MONEY);
    }

    @Test
    void theAnswerToCreateNamesAnotherOrder() {
        override("answerOtherOrderNo");
        assertThat(channel.create(request(100)))
                .isInstanceOfSatisfying(
                        Created.class,
                        created -> assertThat(created.said().orderNo()).isNotEqualTo(orderNo));
        assertThat(queried().said()).isEqualTo(Said.UNPAID);
    }

    @Test
    void aFailedAnswerHasItsEffectAndTheNextOneTellsTheTruth() {
        override("answerError");
        PaymentRequest request = request(100);
        assertThat(channel.create(request)).isInstanceOf(Unanswered.class);
        assertThat(queried().said()).isEqualTo(Said.UNPAID);
        assertThat(channel.create(request)).isInstanceOf(Created.class);
    }

    @Test
    void aSlowAnswerHasItsEffect() {
        override("answerSlow");
        assertThat(channel.create(request(100))).isInstanceOf(Unanswered.class);
        assertThat(queried().said()).isEqualTo(Said.UNPAID);
    }

    @Test
    void onlyTheMerchantMayCall() {
        assertThat(client("wrong").create(request(100)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("unauthorized"));
        assertThat(web.get("/sandbox/payments/" + orderNo).status()).isEqualTo(401);
        assertThat(queried().said()).isEqualTo(Said.NOT_KNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount      | 0",
                "amount      | 1000000000001",
                "amount      | 1.5",
                "amount      | null",
                "amount      | \"ten\"",
                "currency    | \"yuan\"",
                "currency    | null",
                "merchantId  | \"somebody\"",
                "orderNo     | \"\"",
                "orderNo     | \"a b\"",
                "reference   | \"12345678901234567890123456789012345678901234567890123456789012345\"",
                "notifyUrl   | \"ftp://x/y\"",
                "notifyUrl   | null",
                "expiresAt   | \"yesterday\"",
                "expiresAt   | \"2020-01-01T00:00:00Z\"",
                "expiresAt   | null"
            })
    void whatIsInvalidIsNamed(String field, String value) {
        Web.Answer answer = web.post("/sandbox/payments", order(field, value), KEY);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asString()).isEqualTo("invalid_request");
        assertThat(answer.body().path("message").asString()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{\"amount\": }"})
    void whatIsNoOrderIsRefused(String body) {
        Web.Answer answer = web.post("/sandbox/payments", body, KEY);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asString()).isEqualTo("invalid_request");
    }

    @Test
    void fieldsThatTheChannelDoesNotKnowAreTolerated() {
        assertThat(web.post("/sandbox/payments", order("colour", "\"red\""), KEY)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void largeBodiesAreRefused() {
        Web.Answer answer = web.post("/sandbox/payments", "x".repeat(64 * 1024 + 1), KEY);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body().path("code").asString()).isEqualTo("invalid_request");
    }

    private String order(String field, String value) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("merchantId", "\"" + TestCredentials.SANDBOX.merchantId() + "\"");
        fields.put("orderNo", "\"" + orderNo + "\"");
        fields.put("amount", "100");
        fields.put("currency", "\"CNY\"");
        fields.put("notifyUrl", "\"http://127.0.0.1:9/none\"");
        fields.put("expiresAt", "\"" + Instant.now().plus(Duration.ofHours(1)) + "\"");
        fields.put(field, value);
        return fields.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private void override(String fault) {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"" + fault + "\": true}");
    }

    private PaymentRequest request(long amount) {
        return new PaymentRequest(
                orderNo, new Money(amount, "CNY"), "cart-1", "a thing", Instant.parse("2099-01-01T00:00:00Z"));
    }

    private ChannelStatement queried() {
        return ((Told) channel.query(handle())).statements().getFirst();
    }

    private String queriedTransaction() {
        String transactionId = queried().transactionId();
        return transactionId == null ? "tx-none" : transactionId;
    }

    private PaymentHandle handle() {
        return new PaymentHandle(orderNo, null);
    }

    private RefundRequest refund(String refundNo, Money money) {
        return new RefundRequest(new RefundHandle(handle(), queriedTransaction(), refundNo), MONEY, money, "returned");
    }

    private ChannelClient client(String apiKey) {
        var credentials = new SandboxCredentials(
                TestCredentials.SANDBOX.merchantId(),
                apiKey,
                TestCredentials.SANDBOX.webhookSecret(),
                URI.create("http://localhost:" + port + "/sandbox"));
        var exchange = new HttpExchange(HttpClient.newHttpClient(), Duration.ofSeconds(2), 64 * 1024);
        return new SandboxClient(credentials, URI.create("http://127.0.0.1:9/none"), exchange);
    }
}
