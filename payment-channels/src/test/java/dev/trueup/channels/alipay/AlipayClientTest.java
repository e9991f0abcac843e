package dev.trueup.channels.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.api.AlipayApiException;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.response.AlipayTradeQueryResponse;
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
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.http.HttpExchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlipayClientTest {
    private static final AlipayGateway ALIPAY = new AlipayGateway(Samples.ALIPAY.getPrivate());
    private static final PaymentHandle PAYMENT = new PaymentHandle(Samples.ORDER, null);
    private static final RefundHandle REFUND = new RefundHandle(PAYMENT, Samples.TRADE, "r-1");
    private static final Money TOTAL = new Money(8888, "CNY");

    private TestGateway gateway;
    private HttpClient http;
    private AlipayClient client;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway();
        http = HttpClient.newHttpClient();
        client = new AlipayClient(
                Samples.credentials(gateway.baseUrl()),
                URI.create("https://shop.example/callbacks/alipay?a=1&b=2"),
                new HttpExchange(http, Duration.ofSeconds(10), 64 * 1024));
    }

    @AfterEach
    void stop() {
        gateway.close();
        http.close();
    }

    @Test
    void createsACode() {
        gateway.answers(request -> ALIPAY.success(
                request.text("method"), new AlipayApi.Precreated(Samples.ORDER, "https://qr.alipay.com/bax1")));

        assertThat(client.create(request(TOTAL))).isInstanceOfSatisfying(Created.class, created -> {
            assertThat(created.instructions()).containsEntry("codeUrl", "https://qr.alipay.com/bax1");
            assertThat(created.said().said()).isEqualTo(Said.UNPAID);
        });
        assertThat(gateway.last().text("notify_url")).isEqualTo("https://shop.example/callbacks/alipay?a=1&b=2");
        assertThat(gateway.last().text("biz_content"))
                .contains(
                        "\"total_amount\":\"88.88\"", "\"subject\":\"a b\"", "\"time_expire\":\"2026-11-25 15:00:00\"");
    }

    @Test
    void takesNoOtherCurrencyAndAsksNobody() {
        assertThat(client.create(request(new Money(100, "USD"))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.definitive()).isTrue());
    }

    @Test
    void queriesWhatWasPaid() {
        gateway.answers(request -> ALIPAY.success(request.text("method"), queried("TRADE_SUCCESS")));

        assertThat(client.query(PAYMENT))
                .isEqualTo(new Told(new ChannelStatement(
                        "alipay",
                        Samples.SELLER,
                        Samples.ORDER,
                        null,
                        Said.PAID,
                        Samples.TRADE,
                        TOTAL,
                        Samples.PAID_AT,
                        List.of())));
    }

    @Test
    void believesNoAnswerThatAlipayHasNotSigned() {
        AlipayGateway stranger = new AlipayGateway(Samples.STRANGER.getPrivate());
        gateway.answers(request -> stranger.success(request.text("method"), queried("TRADE_SUCCESS")));
        assertThat(client.query(PAYMENT)).isInstanceOf(Unanswered.class);

        gateway.answers(request ->
                AlipayGateway.unsigned(request.text("method"), "40004", "Business Failed", "ACQ.TRADE_NOT_EXIST", ""));
        assertThat(client.query(PAYMENT)).isInstanceOf(Unanswered.class);

        gateway.answers(request -> ALIPAY.success(request.text("method"), queried("WAIT_BUYER_PAY"))
                .replace("WAIT_BUYER_PAY", "TRADE_SUCCESS"));
        assertThat(client.query(PAYMENT)).isInstanceOf(Unanswered.class);
    }

    @Test
    void acceptsSlashesThatWereEscapedAfterSigning() {
        gateway.answers(request -> ALIPAY.success(
                        request.text("method"), new AlipayApi.Precreated(Samples.ORDER, "https://qr.alipay.com/bax1"))
                .replace("https://qr.alipay.com/bax1", "https:\\/\\/qr.alipay.com\\/bax1"));
        assertThat(client.create(request(TOTAL))).isInstanceOf(Created.class);
    }

    @Test
    void anAnswerAboutAnotherOrderIsNone() {
        gateway.answers(request -> ALIPAY.success(request.text("method"), queried("TRADE_SUCCESS")));
        assertThat(client.query(new PaymentHandle("dcsOTHER", null))).isInstanceOf(Unanswered.class);
    }

    @Test
    void readsAlipaysErrors() {
        failing("ACQ.TRADE_NOT_EXIST");
        assertThat(client.query(PAYMENT))
                .isEqualTo(new Told(ChannelStatement.notKnown("alipay", Samples.SELLER, Samples.ORDER)));
        assertThat(client.close(PAYMENT)).isEqualTo(new NotKnown());
        assertThat(client.queryRefund(REFUND)).isEqualTo(new NotKnown());
        failing("ACQ.TRADE_STATUS_ERROR");
        assertThat(client.close(PAYMENT)).isEqualTo(new AlreadyPaid());
        failing("ACQ.CONTEXT_INCONSISTENT");
        assertThat(client.create(request(TOTAL))).isEqualTo(new NumberTaken());
        failing("ACQ.INVALID_PARAMETER");
        assertThat(client.create(request(TOTAL))).isEqualTo(new Refused(true, "ACQ.INVALID_PARAMETER", "why"));
        failing("ACQ.SELLER_BALANCE_NOT_ENOUGH");
        assertThat(client.refund(refund())).isEqualTo(new Refused(false, "ACQ.SELLER_BALANCE_NOT_ENOUGH", "why"));
        failing("ACQ.SYSTEM_ERROR");
        assertThat(client.refund(refund())).isInstanceOf(Unanswered.class);
    }

    @Test
    void closesAndRefunds() {
        gateway.answers(
                request -> ALIPAY.success(request.text("method"), new AlipayApi.Closed(Samples.ORDER, Samples.TRADE)));
        assertThat(client.close(PAYMENT)).isEqualTo(new Closed());

        gateway.answers(request -> ALIPAY.success(
                request.text("method"), new AlipayApi.Refunded(Samples.ORDER, Samples.TRADE, "Y", "60.00")));
        assertThat(client.refund(refund())).isEqualTo(told(RefundReport.Progress.PENDING));

        gateway.answers(request -> ALIPAY.success(
                request.text("method"),
                new AlipayApi.RefundTold(
                        Samples.ORDER, Samples.TRADE, "r-1", "40.00", "88.88", AlipayApi.RefundTold.REFUND_SUCCESS)));
        assertThat(client.queryRefund(REFUND)).isEqualTo(told(RefundReport.Progress.SUCCEEDED));

        gateway.answers(request ->
                ALIPAY.success(request.text("method"), new AlipayApi.RefundTold(null, null, null, null, null, null)));
        assertThat(client.queryRefund(REFUND)).isEqualTo(new NotKnown());
    }

    @Test
    void isThrottled() {
        gateway.answers(request ->
                ALIPAY.gatewayFailure(request.text("method"), "40005", "Call Limited", "isv.app-call-limited", ""));
        assertThat(client.query(PAYMENT)).isEqualTo(new Throttled());
        gateway.answers(429, "");
        assertThat(client.query(PAYMENT)).isEqualTo(new Throttled());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{}", "{\"alipay_trade_query_response\":1}", "{\"sign\":\"\"}"})
    void nonsenseIsNoAnswer(String nonsense) {
        gateway.answers(200, nonsense);
        assertThat(client.query(PAYMENT)).isInstanceOf(Unanswered.class);
        gateway.answers(502, nonsense);
        assertThat(client.query(PAYMENT)).isInstanceOf(Unanswered.class);
    }

    @Test
    void theOfficialClientUnderstandsOurChannelsSide() throws Exception {
        DefaultAlipayClient official = new DefaultAlipayClient(
                gateway.baseUrl() + "/gateway.do",
                Samples.APP,
                Samples.base64(Samples.MERCHANT.getPrivate().getEncoded()),
                "json",
                "utf-8",
                Samples.base64(Samples.ALIPAY.getPublic().getEncoded()),
                "RSA2");
        gateway.answers(request -> ALIPAY.success(
                request.text("method"), new AlipayApi.Precreated(Samples.ORDER, "https://qr.alipay.com/bax1")));
        AlipayTradePrecreateRequest precreate = new AlipayTradePrecreateRequest();
        precreate.setNotifyUrl("https://shop.example/callbacks/alipay");
        precreate.setBizContent("{\"out_trade_no\":\"" + Samples.ORDER + "\",\"subject\":\"两件\"}");
        assertThat(official.execute(precreate).getQrCode()).isEqualTo("https://qr.alipay.com/bax1");

        AlipayTradeQueryRequest query = new AlipayTradeQueryRequest();
        query.setBizContent("{\"out_trade_no\":\"" + Samples.ORDER + "\"}");
        gateway.answers(request -> ALIPAY.success(request.text("method"), queried("TRADE_SUCCESS")));
        AlipayTradeQueryResponse told = official.execute(query);
        assertThat(told.getTradeStatus()).isEqualTo("TRADE_SUCCESS");
        assertThat(told.getTotalAmount()).isEqualTo("88.88");

        failing("ACQ.TRADE_NOT_EXIST");
        assertThat(official.execute(query).getSubCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");

        AlipayGateway stranger = new AlipayGateway(Samples.STRANGER.getPrivate());
        gateway.answers(request -> stranger.success(request.text("method"), queried("TRADE_SUCCESS")));
        assertThatThrownBy(() -> official.execute(query)).isInstanceOf(AlipayApiException.class);
    }

    private void failing(String subCode) {
        gateway.answers(request -> ALIPAY.failure(request.text("method"), subCode, "why"));
    }

    private static PaymentRequest request(Money total) {
        return new PaymentRequest(Samples.ORDER, total, "ref", "a=&/b", Samples.PAID_AT.minusMillis(500));
    }

    private static RefundRequest refund() {
        return new RefundRequest(REFUND, TOTAL, new Money(4000, "CNY"), "returned");
    }

    private static RefundTold told(RefundReport.Progress progress) {
        return new RefundTold(new RefundReport("r-1", new Money(4000, "CNY"), progress));
    }

    private static AlipayApi.Queried queried(String status) {
        return new AlipayApi.Queried(
                Samples.ORDER, Samples.TRADE, status, "88.88", null, null, null, "2026-11-25 15:00:01", null);
    }
}
