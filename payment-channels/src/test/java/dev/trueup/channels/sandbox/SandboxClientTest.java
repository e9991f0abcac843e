package dev.trueup.channels.sandbox;

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
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.ChannelClient.Told;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxClientTest {
    private static final URI NOTIFY_URL = URI.create("http://127.0.0.1:1235/callbacks/sandbox");
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final int MOST_BYTES = 4096;
    private static final PaymentHandle PAYMENT = new PaymentHandle(Samples.ORDER, null);
    private static final RefundHandle REFUND = new RefundHandle(PAYMENT, "tx-1", "r-1");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final TestChannel channel;
    private ChannelClient client;

    SandboxClientTest() throws IOException {
        channel = new TestChannel();
        client = client(channel.baseUrl(), Duration.ofSeconds(10));
    }

    private static ChannelClient client(URI baseUrl, Duration patience) {
        return new SandboxClient(
                Samples.credentials(Samples.SECRET, baseUrl), NOTIFY_URL, new HttpExchange(HTTP, patience, MOST_BYTES));
    }

    @AfterEach
    void close() {
        channel.close();
    }

    @AfterAll
    static void closeClient() {
        HTTP.close();
    }

    private static final Map<String, Function<ChannelClient, Object>> CALLS = Map.of(
            "create", SandboxClientTest::create,
            "query", client -> client.query(PAYMENT),
            "close", client -> client.close(PAYMENT),
            "refund", SandboxClientTest::refund,
            "queryRefund", client -> client.queryRefund(REFUND));

    static Stream<String> everyCall() {
        return CALLS.keySet().stream();
    }

    private static ChannelClient.CreateAnswer create(ChannelClient client) {
        return client.create(new PaymentRequest(
                Samples.ORDER, new Money(8888, "CNY"), "purchase 7/ä", null, Samples.PAID_AT.plusSeconds(7200)));
    }

    private static ChannelClient.RefundAnswer refund(ChannelClient client) {
        return client.refund(new RefundRequest(REFUND, new Money(8888, "CNY"), new Money(88, "CNY"), "wrong size"));
    }

    private Object call(String name) {
        return CALLS.getOrDefault(name, unknown -> "").apply(client);
    }

    private static String view(String status, String more) {
        return """
            {"merchantId":"m-1","orderNo":"%s","reference":"purchase 7/ä","status":"%s","amount":8888,\
            "currency":"CNY","expiresAt":"2026-11-25T09:00:00Z","added":"later"%s}\
            """.formatted(Samples.ORDER, status, more);
    }

    private static ChannelStatement statement(Said said) {
        return new ChannelStatement(
                "sandbox",
                Samples.MERCHANT,
                Samples.ORDER,
                "purchase 7/ä",
                said,
                said == Said.PAID ? "tx-1" : null,
                new Money(8888, "CNY"),
                null,
                List.of());
    }

    private static String problem(String code) {
        return "{\"code\":\"" + code + "\",\"message\":\"no\"}";
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void creates(int status) {
        channel.answers(status, view("pending", ",\"payUrl\":\"http://127.0.0.1:1237/pay/1\""));

        assertThat(create(client))
                .isEqualTo(new Created(Map.of("payUrl", "http://127.0.0.1:1237/pay/1"), statement(Said.UNPAID), null));
        assertThat(channel.last().line()).isEqualTo("POST /sandbox/payments");
        assertThat(channel.last().authorization()).isEqualTo("Bearer an-api-key");
        assertThat(StrictJson.MAPPER.readTree(channel.last().body()))
                .isEqualTo(StrictJson.MAPPER.readTree("""
                    {"merchantId":"m-1","orderNo":"%s","reference":"purchase 7/ä","amount":8888,"currency":"CNY",\
                    "notifyUrl":"http://127.0.0.1:1235/callbacks/sandbox","expiresAt":"2026-11-25T09:00:01.123Z"}\
                    """.formatted(Samples.ORDER)));
    }

    @Test
    void anAnswerToCreateThatClaimsAPaymentIsPassedOnAsItIs() {
        channel.answers(200, view("succeeded", ",\"transactionId\":\"tx-1\""));
        assertThat(create(client)).isEqualTo(new Created(Map.of(), statement(Said.PAID), null));
    }

    @ParameterizedTest
    @CsvSource({"pending,UNPAID", "failed,FAILED", "closed,CLOSED"})
    void asks(String status, Said said) {
        channel.answers(200, view(status, ""));

        assertThat(client.query(PAYMENT)).isEqualTo(new Told(statement(said)));
        assertThat(channel.last().line()).isEqualTo("GET /sandbox/payments/" + Samples.ORDER);
        assertThat(channel.last().authorization()).isEqualTo("Bearer an-api-key");
    }

    @Test
    void hearsOfEveryChargeWithItsRefunds() {
        channel.answers(200, view("succeeded", """
            ,"transactionId":"tx-1","occurredAt":"2026-11-25T07:00:01.123Z","charges":[\
            {"transactionId":"tx-1","amount":8888,"occurredAt":"2026-11-25T07:00:01.123Z"},\
            {"transactionId":"tx-2","amount":8888,"occurredAt":"2026-11-25T07:01:01.123Z"}],"refunds":[\
            {"refundNo":"r-1","amount":88,"status":"succeeded"},\
            {"refundNo":"r-2","transactionId":"tx-2","amount":8888,"status":"pending"},\
            {"refundNo":"r-3","transactionId":"tx-1","amount":1,"status":"failed"}]\
            """));

        assertThat(client.query(PAYMENT))
                .isEqualTo(new Told(List.of(
                        charge("tx-1", 0, report("r-1", 88, Progress.SUCCEEDED), report("r-3", 1, Progress.FAILED)),
                        charge("tx-2", 60, report("r-2", 8888, Progress.PENDING)))));
        assertThat(client.queryRefund(REFUND)).isEqualTo(new RefundTold(report("r-1", 88, Progress.SUCCEEDED)));
        assertThat(client.queryRefund(new RefundHandle(PAYMENT, "tx-1", "r-9"))).isEqualTo(new NotKnown());
    }

    private static ChannelStatement charge(String transactionId, int later, RefundReport... refunds) {
        return new ChannelStatement(
                "sandbox",
                Samples.MERCHANT,
                Samples.ORDER,
                "purchase 7/ä",
                Said.PAID,
                transactionId,
                new Money(8888, "CNY"),
                Samples.PAID_AT.plusSeconds(later),
                List.of(refunds));
    }

    private static RefundReport report(String refundNo, long amount, Progress progress) {
        return new RefundReport(refundNo, new Money(amount, "CNY"), progress);
    }

    @Test
    void closes() {
        channel.answers(200, view("closed", ""));
        assertThat(client.close(PAYMENT)).isEqualTo(new Closed());
        assertThat(channel.last().line()).isEqualTo("POST /sandbox/payments/" + Samples.ORDER + "/close");
    }

    @Test
    void isClosedOnlyWhereTheAnswerSaysSo() {
        channel.answers(200, view("succeeded", ",\"transactionId\":\"tx-1\""));
        assertThat(client.close(PAYMENT)).isEqualTo(new AlreadyPaid());
        channel.answers(200, view("failed", ""));
        assertThat(client.close(PAYMENT)).isEqualTo(new Closed());
        channel.answers(200, view("pending", ""));
        assertThat(client.close(PAYMENT)).isInstanceOf(Unanswered.class);
        channel.answers(200, view("closed", "").replace(Samples.ORDER, "dcsOTHER"));
        assertThat(client.close(PAYMENT)).isEqualTo(new Unanswered("the answer is about another order number"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202})
    void refunds(int status) {
        channel.answers(
                status, "{\"refundNo\":\"r-1\",\"transactionId\":\"tx-1\",\"amount\":88,\"status\":\"pending\"}");

        assertThat(refund(client)).isEqualTo(new RefundTold(report("r-1", 88, Progress.PENDING)));
        assertThat(channel.last().line()).isEqualTo("POST /sandbox/payments/" + Samples.ORDER + "/refunds");
        assertThat(StrictJson.MAPPER.readTree(channel.last().body())).isEqualTo(StrictJson.MAPPER.readTree("""
            {"refundNo":"r-1","transactionId":"tx-1","amount":88,"currency":"CNY","reason":"wrong size"}\
            """));
    }

    /** An order number that the merchant's own code made up cannot lead to another place. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a/../b   | a%2F..%2Fb
        a b+c    | a%20b%2Bc
        a?x=1#y  | a%3Fx%3D1%23y
        单       | %E5%8D%95
        a%2Fb    | a%252Fb
        """)
    void anyOrderNumberIsAPartOfThePath(String orderNo, String inPath) {
        channel.answers(404, problem("payment_not_found"));
        assertThat(client.query(new PaymentHandle(orderNo, null)))
                .isEqualTo(new Told(ChannelStatement.notKnown("sandbox", Samples.MERCHANT, orderNo)));
        assertThat(channel.last().line()).isEqualTo("GET /sandbox/payments/" + inPath);
    }

    @Test
    void refusalsThatAreAnswers() {
        channel.answers(409, problem("order_no_taken"));
        assertThat(create(client)).isEqualTo(new NumberTaken());
        channel.answers(409, problem("already_paid"));
        assertThat(client.close(PAYMENT)).isEqualTo(new AlreadyPaid());
        channel.answers(404, problem("payment_not_found"));
        assertThat(client.close(PAYMENT)).isEqualTo(new NotKnown());
        assertThat(refund(client)).isEqualTo(new NotKnown());
        assertThat(client.queryRefund(REFUND)).isEqualTo(new NotKnown());
    }

    /** Only the request itself being wrong is definitive: another key or a later time may succeed. */
    @ParameterizedTest
    @MethodSource("everyCall")
    void refusals(String call) {
        channel.answers(400, problem("invalid_request"));
        assertThat(call(call)).isEqualTo(new Refused(true, "invalid_request", "no"));
        channel.answers(401, problem("unauthorized"));
        assertThat(call(call)).isEqualTo(new Refused(false, "unauthorized", "no"));
        channel.answers(409, problem("something_new"));
        assertThat(call(call)).isEqualTo(new Refused(false, "something_new", "no"));
        channel.answers(429, problem("rate_limited"));
        assertThat(call(call)).isEqualTo(new Throttled());
        channel.answers(429, "<html>slow down</html>");
        assertThat(call(call)).isEqualTo(new Throttled());
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void whatIsNoAnswer(String call) {
        for (int status : new int[] {500, 502, 503, 302, 204, 299}) {
            channel.answers(status, "");
            assertThat(call(call)).as("status %d", status).isInstanceOf(Unanswered.class);
        }
        for (String nonsense : List.of("", "{}", "null", "[]", "\"\"", "<html>", "{\"code\":1}", "{".repeat(3000))) {
            channel.answers(404, nonsense);
            assertThat(call(call)).as(nonsense).isInstanceOf(Unanswered.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "<html>",
                "{\"orderNo\":\"dcs1\"}",
                "{\"merchantId\"",
            })
    void nonsenseOfASuccess(String body) {
        channel.answers(200, body);
        CALLS.keySet().forEach(call -> assertThat(call(call)).as(call).isInstanceOf(Unanswered.class));
    }

    /** Each is well-formed JSON that cannot be true. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "amount":8888                 | "amount":-1
        "amount":8888                 | "amount":88.88
        "amount":8888                 | "amount":"8888"
        "amount":8888                 | "amount":1,"amount":8888
        "currency":"CNY"              | "currency":"yuan"
        "currency":"CNY"              | "currency":null
        "status":"succeeded"          | "status":"won"
        "status":"succeeded"          | "status":1
        "transactionId":"tx-1"        | "transactionId":null
        "refunds":[]                  | "refunds":[null]
        "refunds":[]                  | "refunds":{}
        "refunds":[]                  | "refunds":[{"refundNo":"r-1","amount":-1,"status":"pending"}]
        "refunds":[]                  | "refunds":[{"amount":1,"status":"pending"}]
        "refunds":[]                  | "charges":[null]
        "refunds":[]                  | "charges":[{"transactionId":"tx-1","amount":-5,"occurredAt":"2026-11-25T07:00:01Z"}]
        "refunds":[]                  | "charges":[{"amount":5,"occurredAt":"2026-11-25T07:00:01Z"}]
        """)
    void liesThatCannotBe(String right, String wrong) {
        String view = view("succeeded", ",\"transactionId\":\"tx-1\",\"refunds\":[]");
        assertThat(view).contains(right);
        channel.answers(200, view.replace(right, wrong));
        assertThat(client.query(PAYMENT)).isInstanceOf(Unanswered.class);
    }

    @Test
    void anAnswerAboutAnotherNumberIsNone() {
        channel.answers(200, view("succeeded", ",\"transactionId\":\"tx-1\"").replace(Samples.ORDER, "dcsOTHER"));
        assertThat(client.query(PAYMENT)).isEqualTo(new Unanswered("the answer is about another order number"));
        channel.answers(200, "{\"refundNo\":\"r-2\",\"amount\":88,\"status\":\"succeeded\"}");
        assertThat(refund(client)).isEqualTo(new Unanswered("the answer is about another refund number"));
    }

    /** Another merchant, amount or currency is passed on: to compare it is not the client's part. */
    @ParameterizedTest
    @CsvSource({"m-1, m-2", "8888, 1", "CNY, USD"})
    void liesThatCouldBeArePassedOn(String right, String wrong) {
        channel.answers(200, view("succeeded", ",\"transactionId\":\"tx-1\"").replace(right, wrong));
        assertThat(client.query(PAYMENT))
                .isInstanceOfSatisfying(
                        Told.class,
                        told -> assertThat(told.statements().toString()).contains(wrong));
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void whoeverIsSilentOrDripsIsGivenUp(String call) {
        client = client(channel.baseUrl(), PATIENCE);
        channel.answers(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            sleepUntilClosed();
        });
        assertThat(call(call)).isEqualTo(new Unanswered("no answer within 300 ms"));
    }

    private static void sleepUntilClosed() {
        try {
            Thread.sleep(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void whoeverBreaksOffOrSaysTooMuchHasNotAnswered(String call) {
        channel.answers(exchange -> exchange.sendResponseHeaders(200, 1000)); // and closes
        assertThat(call(call)).isInstanceOf(Unanswered.class);

        channel.answers(200, view("pending", " ".repeat(MOST_BYTES)));
        assertThat(call(call)).isInstanceOf(Unanswered.class);

        channel.close();
        assertThat(call(call))
                .isInstanceOfSatisfying(
                        Unanswered.class, none -> assertThat(none.why()).doesNotContain("an-api-key"));
    }
}
