package dev.trueup.simulator.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.model.Transaction.TradeStateEnum;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.Amount;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByIdRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import com.wechat.pay.java.service.refund.model.Status;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.wechatpay.WechatPayCallbacks;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.simulator.CallbackInbox;
import dev.trueup.simulator.RunningSimulator;
import dev.trueup.simulator.TestCredentials;
import dev.trueup.simulator.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The official SDK's own client and parser at the running simulator, which it takes for WeChat Pay. */
@RunningSimulator
class WechatPaySdkTest {
    private static final WechatPayCredentials CREDENTIALS = TestCredentials.WECHAT_PAY;
    private static final NotificationParser PARSER = new NotificationParser(new RSAPublicKeyNotificationConfig.Builder()
            .publicKey(CREDENTIALS.platformPublicKeyPem())
            .publicKeyId(CREDENTIALS.platformPublicKeyId())
            .apiV3Key(CREDENTIALS.apiV3Key())
            .build());

    @LocalServerPort
    private int port;

    private final String orderNo =
            "dcs" + UUID.randomUUID().toString().replace("-", "").substring(0, 26);
    private Web web;
    private CallbackInbox inbox;
    private NativePayService payments;
    private RefundService refunds;

    @BeforeEach
    void connect() throws IOException {
        web = new Web(port);
        web.put("/simulator/plan", "{\"preset\": \"calm\", \"manual\": true}");
        inbox = new CallbackInbox(new WechatPayCallbacks(CREDENTIALS));
        RSAPublicKeyConfig config = new RSAPublicKeyConfig.Builder()
                .merchantId(CREDENTIALS.mchid())
                .merchantSerialNumber(CREDENTIALS.merchantSerialNumber())
                .privateKey(CREDENTIALS.merchantPrivateKeyPem())
                .publicKey(CREDENTIALS.platformPublicKeyPem())
                .publicKeyId(CREDENTIALS.platformPublicKeyId())
                .apiV3Key(CREDENTIALS.apiV3Key())
                .build();
        HttpClient http = new DefaultHttpClientBuilder()
                .config(config)
                .okHttpClient(new OkHttpClient.Builder()
                        .addInterceptor(this::toTheSimulator)
                        .build())
                .build();
        payments = new NativePayService.Builder().httpClient(http).build();
        refunds = new RefundService.Builder().httpClient(http).build();
    }

    /** The SDK knows WeChat Pay's own hosts only, and signs WeChat Pay's own path. */
    private okhttp3.Response toTheSimulator(Interceptor.Chain chain) throws IOException {
        HttpUrl asked = chain.request().url();
        HttpUrl here = asked.newBuilder()
                .scheme("http")
                .host("localhost")
                .port(port)
                .encodedPath("/wechat-pay" + asked.encodedPath())
                .build();
        return chain.proceed(chain.request().newBuilder().url(here).build());
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void theSdkCreatesQueriesAndRefunds() {
        assertThat(payments.prepay(order()).getCodeUrl()).startsWith("weixin://wxpay/bizpayurl?pr=");
        assertThat(query().getTradeState()).isEqualTo(TradeStateEnum.NOTPAY);

        pay();
        Transaction paid = query();
        assertThat(paid.getTradeState()).isEqualTo(TradeStateEnum.SUCCESS);
        assertThat(paid.getAmount().getTotal()).isEqualTo(100);
        assertThat(paid.getAttach()).isEqualTo("cart-1");
        QueryOrderByIdRequest byId = new QueryOrderByIdRequest();
        byId.setMchid(CREDENTIALS.mchid());
        byId.setTransactionId(paid.getTransactionId());
        assertThat(payments.queryOrderById(byId).getOutTradeNo()).isEqualTo(orderNo);

        Refund refund = refunds.create(refund(paid.getTransactionId()));
        assertThat(refund.getStatus()).isIn(Status.PROCESSING, Status.SUCCESS);
        QueryByOutRefundNoRequest asked = new QueryByOutRefundNoRequest();
        asked.setOutRefundNo("r-" + orderNo);
        Awaitility.await().until(() -> refunds.queryByOutRefundNo(asked).getStatus() == Status.SUCCESS);
        assertThat(query().getTradeState()).isEqualTo(TradeStateEnum.REFUND);
    }

    @Test
    void theSdkClosesByAnAnswerThatIsSignedThoughEmpty() {
        payments.prepay(order());
        CloseOrderRequest close = new CloseOrderRequest();
        close.setMchid(CREDENTIALS.mchid());
        close.setOutTradeNo(orderNo);
        payments.closeOrder(close);
        assertThat(query().getTradeState()).isEqualTo(TradeStateEnum.CLOSED);
    }

    @Test
    void theSdkReadsTheErrors() {
        assertThatThrownBy(this::query).isInstanceOfSatisfying(ServiceException.class, unknown -> {
            assertThat(unknown.getHttpStatusCode()).isEqualTo(404);
            assertThat(unknown.getErrorCode()).isEqualTo("ORDER_NOT_EXIST");
        });
        PrepayRequest wrong = order();
        wrong.getAmount().setTotal(0);
        assertThatThrownBy(() -> payments.prepay(wrong)).isInstanceOfSatisfying(ServiceException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo("PARAM_ERROR");
            assertThat(refused.getErrorMessage()).contains("amount.total");
        });
    }

    @Test
    void theSdkParsesWhatIsPostedAndRefusesAProbe() {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"signatureProbe\": true}");
        payments.prepay(order());
        pay();
        Awaitility.await().until(() -> inbox.received().size() == 2);
        CallbackInbox.Received paid = inbox.believed().getFirst();
        assertThat(PARSER.parse(forSdk(paid.raw()), Transaction.class).getOutTradeNo())
                .isEqualTo(orderNo);
        inbox.received().stream()
                .filter(callback -> !callback.believed())
                .forEach(probe -> assertThatThrownBy(() -> PARSER.parse(forSdk(probe.raw()), Transaction.class))
                        .isInstanceOf(ValidationException.class));

        refunds.create(refund(query().getTransactionId()));
        Awaitility.await().until(() -> inbox.received().size() == 3);
        RefundNotification told = PARSER.parse(forSdk(inbox.received().getLast().raw()), RefundNotification.class);
        assertThat(told.getRefundStatus()).isEqualTo(Status.SUCCESS);
        assertThat(told.getAmount().getRefund()).isEqualTo(40);
    }

    private void pay() {
        assertThat(web.post("/simulator/payments/" + orderNo + "/pay", "").status())
                .isEqualTo(200);
    }

    private Transaction query() {
        QueryOrderByOutTradeNoRequest query = new QueryOrderByOutTradeNoRequest();
        query.setMchid(CREDENTIALS.mchid());
        query.setOutTradeNo(orderNo);
        return payments.queryOrderByOutTradeNo(query);
    }

    private PrepayRequest order() {
        PrepayRequest order = new PrepayRequest();
        order.setAppid(CREDENTIALS.appid());
        order.setMchid(CREDENTIALS.mchid());
        order.setDescription("Tea");
        order.setOutTradeNo(orderNo);
        order.setAttach("cart-1");
        order.setNotifyUrl(inbox.url().toString());
        Amount amount = new Amount();
        amount.setTotal(100);
        order.setAmount(amount);
        return order;
    }

    private CreateRequest refund(String transactionId) {
        CreateRequest refund = new CreateRequest();
        refund.setTransactionId(transactionId);
        refund.setOutRefundNo("r-" + orderNo);
        refund.setNotifyUrl(inbox.url().toString());
        AmountReq amount = new AmountReq();
        amount.setRefund(40L);
        amount.setTotal(100L);
        amount.setCurrency("CNY");
        refund.setAmount(amount);
        return refund;
    }

    private static RequestParam forSdk(ReceivedCallback callback) {
        return new RequestParam.Builder()
                .serialNumber(callback.header("Wechatpay-Serial").getFirst())
                .nonce(callback.header("Wechatpay-Nonce").getFirst())
                .signature(callback.header("Wechatpay-Signature").getFirst())
                .timestamp(callback.header("Wechatpay-Timestamp").getFirst())
                .signType(callback.header("Wechatpay-Signature-Type").getFirst())
                .body(new String(callback.body(), StandardCharsets.UTF_8))
                .build();
    }
}
