package dev.trueup.channels.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.stripe.Stripe;
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
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeClientTest {
    private static final String ORDER = "dcs01";
    private static final Money TOTAL = new Money(1234, "USD");
    private static final PaymentHandle BY_ID = new PaymentHandle(ORDER, "pi_1");
    private static final PaymentHandle BY_NUMBER = new PaymentHandle(ORDER, null);
    private static final RefundHandle REFUND = new RefundHandle(BY_ID, "pi_1", "r-1");
    private static final String NO_REFUNDS = "{\"object\":\"list\",\"data\":[],\"has_more\":false}";
    private static final String FOUND_NONE = "{\"object\":\"search_result\",\"data\":[],\"has_more\":false}";
    private static final String PAID =
            "\"amount_received\":1234,\"status\":\"succeeded\",\"latest_charge\":" + charge("");

    private TestStripe stripe;
    private HttpClient http;
    private StripeClient client;

    @BeforeEach
    void start() throws Exception {
        stripe = new TestStripe();
        http = HttpClient.newHttpClient();
        StripeCredentials credentials = new StripeCredentials(
                "sk_test_123", "whsec_0123456789abcdef", null, Stripe.API_VERSION, null, stripe.baseUrl());
        client = new StripeClient(credentials, new HttpExchange(http, Duration.ofSeconds(10), 64 * 1024));
    }

    @AfterEach
    void stop() {
        stripe.close();
        http.close();
    }

    @Test
    void createsAPaymentIntentUnderTheOrdersNumber() {
        stripe.answers(200, intent("\"status\":\"requires_payment_method\",\"client_secret\":\"pi_1_secret_x\""));

        assertThat(client.create(request(TOTAL))).isInstanceOfSatisfying(Created.class, created -> {
            assertThat(created.instructions()).containsOnly(Map.entry("clientSecret", "pi_1_secret_x"));
            assertThat(created.channelReference()).isEqualTo("pi_1");
            assertThat(created.said().said()).isEqualTo(Said.UNPAID);
        });
        TestStripe.Asked asked = stripe.asked().getFirst();
        assertThat(asked.line()).isEqualTo("POST /v1/payment_intents");
        assertThat(asked.idempotencyKey()).isEqualTo(ORDER);
        assertThat(asked.authorization()).isEqualTo("Bearer sk_test_123");
        assertThat(asked.version()).isEqualTo(Stripe.API_VERSION);
        assertThat(asked.parameters().get("amount")).isEqualTo("1234");
        assertThat(asked.parameters().get("currency")).isEqualTo("usd");
        assertThat(asked.parameters().nested("metadata"))
                .containsEntry("order_no", ORDER)
                .containsEntry("reference", "cart 1&2");
    }

    @Test
    void thePaymentIntentOfAnotherOrderIsNotKeptAsOurs() {
        stripe.answers(200, intent("\"status\":\"requires_payment_method\"").replace("dcs01", "dcs02"));
        assertThat(client.create(request(TOTAL)))
                .isInstanceOfSatisfying(
                        Created.class,
                        created -> assertThat(created.channelReference()).isNull());
    }

    @Test
    void theKeyUsedForAnotherOrderIsANumberTaken() {
        stripe.answers(400, error("idempotency_error", null));
        assertThat(client.create(request(TOTAL))).isEqualTo(new NumberTaken());
    }

    @Test
    void whatStripeCannotSayIsRefusedWithoutACall() {
        stripe.answers(200, "");
        assertThat(client.create(request(new Money(1001, "KWD")))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.definitive()).isTrue();
            assertThat(refused.message()).startsWith("amount");
        });
        assertThat(stripe.asked()).isEmpty();
    }

    @Test
    void queriesWhatWasPaidAndGivenBack() {
        stripe.answers(
                200,
                intent("\"amount_received\":1234,\"status\":\"succeeded\",\"latest_charge\":"
                        + charge(",\"refunds\":{\"object\":\"list\",\"has_more\":false,\"data\":[" + refund("succeeded")
                                + "]}")));

        assertThat(client.query(BY_ID))
                .isEqualTo(new Told(new ChannelStatement(
                        "stripe",
                        "test",
                        ORDER,
                        "cart-1",
                        Said.PAID,
                        "pi_1",
                        TOTAL,
                        Instant.ofEpochSecond(1_700_000_000),
                        List.of(new RefundReport("r-1", new Money(34, "USD"), Progress.SUCCEEDED)))));
        assertThat(stripe.asked())
                .extracting(TestStripe.Asked::line)
                .containsExactly("GET /v1/payment_intents/pi_1", "GET /v1/payment_intents/search");
    }

    @Test
    void tellsOfASecondPaymentIntentThatWasCharged() {
        String second = intent(PAID).replace("pi_1", "pi_2");
        stripe.answers(200, intent(PAID))
                .then(200, NO_REFUNDS)
                .then(200, FOUND_NONE.replace("[]", "[" + second + "," + intent(PAID) + "]"))
                .then(200, intent(PAID))
                .then(200, NO_REFUNDS)
                .then(200, second)
                .then(200, NO_REFUNDS);
        assertThat(client.query(BY_ID))
                .isInstanceOfSatisfying(
                        Told.class,
                        told -> assertThat(told.statements())
                                .extracting(ChannelStatement::transactionId)
                                .containsExactly("pi_1", "pi_2"));
    }

    @Test
    void asksForTheRefundsThatTheChargeDoesNotShow() {
        stripe.answers(200, intent(PAID)).then(200, NO_REFUNDS.replace("[]", "[" + refund("pending") + "]"));
        assertThat(client.query(BY_ID))
                .isInstanceOfSatisfying(
                        Told.class,
                        told -> assertThat(told.statements().getFirst().refunds())
                                .containsExactly(new RefundReport("r-1", new Money(34, "USD"), Progress.PENDING)));
    }

    @Test
    void tellsOfADispute() {
        stripe.answers(200, intent(PAID.replace("\"disputed\":false", "\"disputed\":true")))
                .then(200, NO_REFUNDS);
        assertThat(client.query(BY_ID))
                .isInstanceOfSatisfying(
                        Told.class,
                        told -> assertThat(told.statements())
                                .extracting(ChannelStatement::said, ChannelStatement::transactionId)
                                .containsExactly(tuple(Said.PAID, "pi_1"), tuple(Said.DISPUTED, "pi_1")));
    }

    @Test
    void findsByTheOrdersNumberAndAsksForWhatItFound() {
        stripe.answers(200, FOUND_NONE.replace("[]", "[" + intent("\"status\":\"processing\"") + "]"))
                .then(200, intent(PAID))
                .then(200, NO_REFUNDS);
        assertThat(client.query(BY_NUMBER))
                .isInstanceOfSatisfying(
                        Told.class,
                        told -> assertThat(told.statements().getFirst().said()).isEqualTo(Said.PAID));
        assertThat(stripe.asked().getFirst().parameters().get("query")).isEqualTo("metadata['order_no']:'dcs01'");
    }

    @Test
    void aSearchThatFindsNothingSaysNothing() {
        stripe.answers(200, FOUND_NONE);
        assertThat(client.query(BY_NUMBER)).isInstanceOf(Unanswered.class);
        assertThat(client.close(BY_NUMBER)).isInstanceOf(Unanswered.class);
    }

    @Test
    void whatHasAnIdAndIsNotThereIsNotKnown() {
        stripe.answers(404, error("invalid_request_error", "resource_missing"));
        assertThat(client.query(BY_ID)).isEqualTo(new Told(ChannelStatement.notKnown("stripe", "test", ORDER)));
        assertThat(client.close(BY_ID)).isEqualTo(new NotKnown());
        assertThat(client.queryRefund(REFUND)).isEqualTo(new NotKnown());
        assertThat(client.refund(refundRequest())).isEqualTo(new NotKnown());
    }

    @Test
    void anAnswerAboutAnotherOrderIsNone() {
        stripe.answers(200, intent("\"status\":\"processing\"").replace("dcs01", "dcs02"));
        assertThat(client.query(BY_ID)).isInstanceOf(Unanswered.class);
    }

    @Test
    void closes() {
        stripe.answers(200, intent("\"status\":\"canceled\",\"canceled_at\":1700000001"));
        assertThat(client.close(BY_ID)).isEqualTo(new Closed());
        assertThat(stripe.asked().getFirst().line()).isEqualTo("POST /v1/payment_intents/pi_1/cancel");
        assertThat(stripe.asked().getFirst().idempotencyKey()).isNull();

        stripe.answers(400, unexpected("\"amount_received\":1234,\"status\":\"succeeded\""));
        assertThat(client.close(BY_ID)).isEqualTo(new AlreadyPaid());
        stripe.answers(400, unexpected("\"status\":\"canceled\""));
        assertThat(client.close(BY_ID)).isEqualTo(new Closed());
        stripe.answers(400, unexpected("\"status\":\"processing\""));
        assertThat(client.close(BY_ID))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.definitive()).isFalse());
    }

    @Test
    void refundsOnceHoweverOftenItIsAsked() {
        stripe.answers(200, NO_REFUNDS).then(200, refund("pending"));
        assertThat(client.refund(refundRequest())).isEqualTo(told(Progress.PENDING));
        assertThat(stripe.asked().getLast().idempotencyKey()).isEqualTo("refund-r-1");
        assertThat(stripe.asked().getLast().parameters().nested("metadata"))
                .containsEntry("order_no", ORDER)
                .containsEntry("refund_no", "r-1");

        stripe.answers(200, NO_REFUNDS.replace("[]", "[" + refund("succeeded") + "]"));
        assertThat(client.refund(refundRequest())).isEqualTo(told(Progress.SUCCEEDED));
        assertThat(stripe.asked()).extracting(TestStripe.Asked::line).containsExactly("GET /v1/refunds");
    }

    @ParameterizedTest
    @CsvSource({
        "pending,PENDING",
        "requires_action,PENDING",
        "succeeded,SUCCEEDED",
        "failed,RETURNED",
        "canceled,RETURNED"
    })
    void readsWhatBecameOfARefund(String status, Progress progress) {
        stripe.answers(200, NO_REFUNDS.replace("[]", "[" + refund(status) + "]"));
        assertThat(client.queryRefund(REFUND)).isEqualTo(told(progress));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            400, invalid_request_error, parameter_invalid, true
            400, invalid_request_error, api_key_expired,   false
            401, invalid_request_error, -,                 false
            402, card_error,            card_declined,     false
            403, invalid_request_error, -,                 false
            """)
    void onlyARefusalOfTheRequestItselfIsDefinitive(
            int status, String type, @Nullable String code, boolean definitive) {
        stripe.answers(status, error(type, code));
        assertThat(client.create(request(TOTAL)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.definitive()).isEqualTo(definitive));
    }

    @Test
    void isThrottledAndIsToldThatTheSameCallIsBeingExecuted() {
        stripe.answers(429, error("invalid_request_error", "rate_limit"));
        assertThat(client.query(BY_ID)).isEqualTo(new Throttled());
        stripe.answers(409, error("idempotency_error", "idempotency_key_in_use"));
        assertThat(client.create(request(TOTAL))).isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "null", "[]", "{}", "{\"error\":1}", "{\"id\":\"pi_1\",\"object\":\"charge\"}"})
    void nonsenseIsNoAnswer(String nonsense) {
        for (int status : new int[] {200, 302, 400, 500}) {
            stripe.answers(status, nonsense);
            assertThat(client.create(request(TOTAL))).isInstanceOf(Unanswered.class);
            assertThat(client.query(BY_ID)).isInstanceOf(Unanswered.class);
            assertThat(client.close(BY_ID)).isInstanceOf(Unanswered.class);
            assertThat(client.refund(refundRequest())).isInstanceOf(Unanswered.class);
        }
    }

    @Test
    void aReferenceThatIsNoIdIsNotAskedFor() {
        stripe.answers(200, "");
        assertThat(client.query(new PaymentHandle(ORDER, "../balance"))).isInstanceOf(Unanswered.class);
        assertThat(client.close(new PaymentHandle(ORDER, "../balance"))).isInstanceOf(Unanswered.class);
        assertThat(stripe.asked()).isEmpty();
    }

    private static PaymentRequest request(Money total) {
        return new PaymentRequest(ORDER, total, "cart 1&2", "two things", Instant.ofEpochSecond(1_700_007_200));
    }

    private static RefundRequest refundRequest() {
        return new RefundRequest(REFUND, TOTAL, new Money(34, "USD"), "returned");
    }

    private static RefundTold told(Progress progress) {
        return new RefundTold(new RefundReport("r-1", new Money(34, "USD"), progress));
    }

    private static String intent(String more) {
        return "{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"amount\":1234,\"currency\":\"usd\",\"livemode\":false,"
                + "\"created\":1699999000,\"metadata\":{\"order_no\":\"dcs01\",\"reference\":\"cart-1\"}," + more + "}";
    }

    private static String charge(String more) {
        return "{\"id\":\"ch_1\",\"object\":\"charge\",\"amount\":1234,\"currency\":\"usd\",\"created\":1700000000,"
                + "\"disputed\":false" + more + "}";
    }

    private static String refund(String status) {
        return "{\"id\":\"re_1\",\"object\":\"refund\",\"amount\":34,\"currency\":\"usd\",\"status\":\"" + status
                + "\",\"payment_intent\":\"pi_1\",\"metadata\":{\"order_no\":\"dcs01\",\"refund_no\":\"r-1\"}}";
    }

    private static String error(String type, @Nullable String code) {
        return "{\"error\":{\"type\":\"" + type + "\"" + (code == null ? "" : ",\"code\":\"" + code + "\"") + "}}";
    }

    private static String unexpected(String intent) {
        return "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"payment_intent_unexpected_state\","
                + "\"payment_intent\":" + intent(intent) + "}}";
    }
}
