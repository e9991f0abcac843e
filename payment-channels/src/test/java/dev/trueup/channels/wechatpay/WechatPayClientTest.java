package dev.trueup.channels.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.auth.WechatPay2Validator;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.http.HttpHeaders;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.PaymentHandle;
import dev.trueup.channels.ChannelClient.PaymentRequest;
import dev.trueup.channels.ChannelClient.RefundHandle;
import dev.trueup.channels.ChannelClient.RefundRequest;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The client at a server that verifies its requests and answers what the test says. */
class WechatPayClientTest {
    private static final PaymentHandle PAYMENT = new PaymentHandle(Scene.ORDER_NO, null);
    private static final RefundHandle REFUND = new RefundHandle(PAYMENT, "4200001234202601020000000001", "refund-1");
    private static final Money TOTAL = new Money(100, "CNY");
    private static final byte[] NOTHING = {};

    enum Signing {
        RIGHT,
        WRONG,
        STALE,
        ABSENT
    }

    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer server;
    private ChannelClient client;
    private MerchantAuthorization merchant;

    private volatile int status = 200;
    private volatile byte[] answer = NOTHING;
    private volatile Signing signing = Signing.RIGHT;
    private volatile boolean silent;
    private volatile String asked = "";
    private volatile String askedBody = "";
    private volatile boolean believed;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        WechatPayCredentials credentials = Scene.credentials(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/wechat-pay"));
        merchant = new MerchantAuthorization(credentials);
        var http =
                new dev.trueup.channels.http.HttpExchange(HttpClient.newHttpClient(), Duration.ofSeconds(2), 16 * 1024);
        client = new WechatPayClient(
                credentials, URI.create("https://shop.example/callbacks/wechat-pay"), http, InstantSource.system());
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            askedBody = new String(body, StandardCharsets.UTF_8);
            believed = merchant.verifies(
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    body,
                    Instant.now());
            if (silent) {
                released.await();
            }
            sign(exchange);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sign(HttpExchange exchange) {
        Instant at = signing == Signing.STALE ? Instant.now().minusSeconds(400) : Instant.now();
        byte[] over = signing == Signing.WRONG ? "other".getBytes(StandardCharsets.UTF_8) : answer;
        if (signing != Signing.ABSENT) {
            Scene.SIGNER.headers(at, "n1", over).forEach(exchange.getResponseHeaders()::set);
        }
    }

    private void answers(int newStatus, Object body) {
        status = newStatus;
        answer = WechatPayJson.MAPPER.writeValueAsBytes(body);
    }

    private void refuses(int newStatus, String code) {
        answers(newStatus, new WechatPayOrder.Problem(code, "说明"));
    }

    private ChannelClient.CreateAnswer create() {
        return client.create(new PaymentRequest(
                Scene.ORDER_NO, TOTAL, "purchase-1", "Tea", Instant.now().plusSeconds(7200)));
    }

    @Test
    void createsWhatTheBuyerPaysByItsCode() {
        answers(200, new WechatPayOrder.Code("weixin://wxpay/bizpayurl?pr=1"));

        assertThat(create())
                .isInstanceOfSatisfying(
                        ChannelClient.Created.class,
                        created -> assertThat(created.instructions())
                                .isEqualTo(Map.of("codeUrl", "weixin://wxpay/bizpayurl?pr=1")));
        assertThat(asked).isEqualTo("POST /wechat-pay/v3/pay/transactions/native");
        assertThat(believed).isTrue();
        assertThat(askedBody)
                .contains("\"out_trade_no\":\"" + Scene.ORDER_NO + "\"")
                .contains("\"amount\":{\"total\":100,\"currency\":\"CNY\"}")
                .contains("\"attach\":\"purchase-1\"")
                .contains("+08:00\"");
    }

    @ParameterizedTest
    @CsvSource({"403,OUT_TRADE_NO_USED", "400,ORDERPAID", "400,ORDER_CLOSED"})
    void aNumberThatIsTakenIsNoRefusal(int code, String problem) {
        refuses(code, problem);
        assertThat(create()).isEqualTo(new ChannelClient.NumberTaken());
    }

    @ParameterizedTest
    @CsvSource({"400,PARAM_ERROR,true", "403,NO_AUTH,false", "401,SIGN_ERROR,false", "400,INVALID_REQUEST,false"})
    void onlyARefusalOfTheRequestItselfIsDefinitive(int code, String problem, boolean definitive) {
        refuses(code, problem);
        assertThat(create()).isEqualTo(new ChannelClient.Refused(definitive, problem, "说明"));
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS,PAID",
        "REFUND,PAID",
        "NOTPAY,UNPAID",
        "USERPAYING,UNPAID",
        "CLOSED,CLOSED",
        "REVOKED,CLOSED",
        "PAYERROR,FAILED"
    })
    void tellsTheStateOfAPayment(String state, Said said) {
        answers(200, Scene.transaction(state, said == Said.PAID ? "42" : null, 100, "CNY"));
        assertThat(client.query(PAYMENT))
                .isInstanceOfSatisfying(
                        ChannelClient.Told.class,
                        told -> assertThat(told.statements())
                                .singleElement()
                                .extracting(ChannelStatement::said)
                                .isEqualTo(said));
        assertThat(asked)
                .isEqualTo("GET /wechat-pay/v3/pay/transactions/out-trade-no/" + Scene.ORDER_NO + "?mchid=1900000109");
        assertThat(believed).isTrue();
    }

    @Test
    void aNoticeAndAQueryOfOnePaymentSayTheSame() {
        answers(200, Scene.paid());
        ChannelStatement told =
                ((ChannelClient.Told) client.query(PAYMENT)).statements().getFirst();
        var reading = new WechatPayCallbacks(Scene.credentials(URI.create("http://localhost")))
                .read(Scene.notice(Scene.paid()));
        assertThat(reading).isEqualTo(new dev.trueup.channels.CallbackProtocol.Reading.Told(told));
    }

    @Test
    void anUnknownNumberIsNotKnown() {
        refuses(404, "ORDER_NOT_EXIST");
        assertThat(client.query(PAYMENT))
                .isEqualTo(
                        new ChannelClient.Told(ChannelStatement.notKnown("wechat-pay", "1900000109", Scene.ORDER_NO)));
        assertThat(client.close(PAYMENT)).isEqualTo(new ChannelClient.NotKnown());
    }

    @Test
    void anUnsignedRefusalDecidesNothing() {
        refuses(404, "ORDER_NOT_EXIST");
        signing = Signing.ABSENT;
        assertThat(client.query(PAYMENT)).isEqualTo(new ChannelClient.Refused(false, "ORDER_NOT_EXIST", "说明"));
        refuses(400, "PARAM_ERROR");
        assertThat(create()).isEqualTo(new ChannelClient.Refused(false, "PARAM_ERROR", "说明"));
    }

    @ParameterizedTest
    @EnumSource(value = Signing.class, names = "RIGHT", mode = EnumSource.Mode.EXCLUDE)
    void anAnswerWithoutTheRightSignatureIsNone(Signing how) {
        signing = how;
        answers(200, Scene.paid());
        assertThat(client.query(PAYMENT)).isInstanceOf(ChannelClient.Unanswered.class);
        status = 204;
        answer = NOTHING;
        assertThat(client.close(PAYMENT)).isInstanceOf(ChannelClient.Unanswered.class);
    }

    @Test
    void anAnswerAboutAnotherOrderIsNone() {
        answers(200, Scene.paid());
        assertThat(client.query(new PaymentHandle("dcs-other", null))).isInstanceOf(ChannelClient.Unanswered.class);
    }

    @Test
    void closesByAnAnswerWithoutABody() {
        status = 204;
        assertThat(client.close(PAYMENT)).isEqualTo(new ChannelClient.Closed());
        assertThat(asked).isEqualTo("POST /wechat-pay/v3/pay/transactions/out-trade-no/" + Scene.ORDER_NO + "/close");
        refuses(400, "ORDERPAID");
        assertThat(client.close(PAYMENT)).isEqualTo(new ChannelClient.AlreadyPaid());
    }

    @Test
    void refundsAndAsksWhatBecameOfIt() {
        answers(200, Scene.refund("PROCESSING", null));
        var request = new RefundRequest(REFUND, TOTAL, new Money(40, "CNY"), "late");
        assertThat(client.refund(request))
                .isEqualTo(new ChannelClient.RefundTold(
                        new RefundReport("refund-1", new Money(40, "CNY"), RefundReport.Progress.PENDING)));
        assertThat(askedBody).contains("\"amount\":{\"refund\":40,\"total\":100,\"currency\":\"CNY\"}");

        answers(200, Scene.refund("SUCCESS", null));
        assertThat(client.queryRefund(REFUND))
                .isEqualTo(new ChannelClient.RefundTold(
                        new RefundReport("refund-1", new Money(40, "CNY"), RefundReport.Progress.SUCCEEDED)));
        assertThat(asked).isEqualTo("GET /wechat-pay/v3/refund/domestic/refunds/refund-1");

        refuses(404, "RESOURCE_NOT_EXISTS");
        assertThat(client.queryRefund(REFUND)).isEqualTo(new ChannelClient.NotKnown());
    }

    @Test
    void whatIsNoAnswerSaysSo() {
        refuses(429, "FREQUENCY_LIMITED");
        assertThat(client.query(PAYMENT)).isEqualTo(new ChannelClient.Throttled());
        refuses(500, "SYSTEM_ERROR");
        assertThat(client.query(PAYMENT)).isEqualTo(new ChannelClient.Unanswered("HTTP status 500"));
        status = 202;
        assertThat(client.close(PAYMENT)).isEqualTo(new ChannelClient.Unanswered("HTTP status 202"));
        status = 200;
        answer = "<html>".getBytes(StandardCharsets.UTF_8);
        assertThat(client.query(PAYMENT)).isInstanceOf(ChannelClient.Unanswered.class);
        status = 404;
        assertThat(client.query(PAYMENT)).isInstanceOf(ChannelClient.Unanswered.class);
        answer = "null".getBytes(StandardCharsets.UTF_8);
        assertThat(client.query(PAYMENT)).isInstanceOf(ChannelClient.Unanswered.class);
        status = 200;
        assertThat(client.query(PAYMENT)).isInstanceOf(ChannelClient.Unanswered.class);
        answers(200, Scene.transaction("SUCCESS", null, 100, "CNY"));
        assertThat(client.query(PAYMENT))
                .isEqualTo(new ChannelClient.Unanswered(
                        "unreadable answer: transaction_id is missing or not what it should be"));
        silent = true;
        assertThat(client.query(PAYMENT)).isEqualTo(new ChannelClient.Unanswered("no answer within 2000 ms"));
    }

    @Test
    void theOfficialSdkAndThePlatformsSideAgreeOnRequestsAndAnswers() {
        byte[] body = "{\"mchid\":\"1900000109\"}".getBytes(StandardCharsets.UTF_8);
        URI uri = URI.create("https://api.mch.weixin.qq.com/v3/pay/x?mchid=1900000109");
        String header = new WechatPay2Credential(
                        "1900000109",
                        new RSASigner("5157F09EFDC096DE15EBE81A47057A7232F1B8E1", Scene.MERCHANT.getPrivate()))
                .getAuthorization(uri, "POST", new String(body, StandardCharsets.UTF_8));
        assertThat(merchant.verifies(header, "POST", "/v3/pay/x?mchid=1900000109", body, Instant.now()))
                .isTrue();
        assertThat(merchant.verifies(header, "GET", "/v3/pay/x?mchid=1900000109", body, Instant.now()))
                .isFalse();
        assertThat(merchant.verifies(header, "POST", "/v3/pay/x?mchid=1900000110", body, Instant.now()))
                .isFalse();
        assertThat(merchant.verifies(
                        header + ",mchid=\"1\"", "POST", "/v3/pay/x?mchid=1900000109", body, Instant.now()))
                .isFalse();
        assertThat(merchant.verifies(
                        header,
                        "POST",
                        "/v3/pay/x?mchid=1900000109",
                        body,
                        Instant.now().plusSeconds(400)))
                .isFalse();

        var validator = new WechatPay2Validator(new RSAVerifier(Scene.PLATFORM.getPublic(), Scene.KEY_ID));
        assertThat(validator.validate(
                        new HttpHeaders(Scene.SIGNER.headers(Instant.now(), "n1", body)),
                        new String(body, StandardCharsets.UTF_8)))
                .isTrue();
    }
}
