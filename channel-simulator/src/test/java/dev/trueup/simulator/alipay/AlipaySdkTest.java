package dev.trueup.simulator.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.domain.AlipayTradeCloseModel;
import com.alipay.api.domain.AlipayTradeFastpayRefundQueryModel;
import com.alipay.api.domain.AlipayTradePrecreateModel;
import com.alipay.api.domain.AlipayTradeQueryModel;
import com.alipay.api.domain.AlipayTradeRefundModel;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.request.AlipayTradeCloseRequest;
import com.alipay.api.request.AlipayTradeFastpayRefundQueryRequest;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.request.AlipayTradeRefundRequest;
import com.alipay.api.response.AlipayTradeCloseResponse;
import com.alipay.api.response.AlipayTradeFastpayRefundQueryResponse;
import com.alipay.api.response.AlipayTradePrecreateResponse;
import com.alipay.api.response.AlipayTradeQueryResponse;
import com.alipay.api.response.AlipayTradeRefundResponse;
import dev.trueup.channels.alipay.AlipayCallbacks;
import dev.trueup.channels.alipay.AlipayCredentials;
import dev.trueup.simulator.CallbackInbox;
import dev.trueup.simulator.RunningSimulator;
import dev.trueup.simulator.TestCredentials;
import dev.trueup.simulator.Web;
import dev.trueup.simulator.channel.ChannelRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The official SDK's own client, which verifies every answer, and its check of notices at the running simulator. */
@RunningSimulator
class AlipaySdkTest {
    private static final AlipayCredentials CREDENTIALS = TestCredentials.ALIPAY;

    @LocalServerPort
    private int port;

    private final String orderNo =
            "dcs" + UUID.randomUUID().toString().replace("-", "").substring(0, 26);
    private Web web;
    private CallbackInbox inbox;
    private AlipayClient alipay;

    @BeforeEach
    void connect() throws IOException {
        web = new Web(port);
        web.put("/simulator/plan", "{\"preset\": \"calm\", \"manual\": true}");
        inbox = new CallbackInbox(new AlipayCallbacks(CREDENTIALS));
        alipay = client("UTF-8");
    }

    private AlipayClient client(String charset) {
        return new DefaultAlipayClient(
                "http://localhost:" + port + "/alipay/gateway.do",
                CREDENTIALS.appId(),
                bare(CREDENTIALS.merchantPrivateKeyPem()),
                "json",
                charset,
                bare(CREDENTIALS.alipayPublicKeyPem()),
                "RSA2");
    }

    /** Without the lines around it, as the SDK takes a key. */
    private static String bare(String pem) {
        return pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK"})
    void theSdkCreatesQueriesAndRefunds(String charset) throws AlipayApiException {
        alipay = client(charset);
        AlipayTradePrecreateResponse created = precreate();
        assertThat(created.isSuccess()).as(created.getBody()).isTrue();
        assertThat(created.getQrCode()).startsWith("https://qr.alipay.com/");
        assertThat(query().getSubCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");

        pay();
        AlipayTradeQueryResponse paid = query();
        assertThat(paid.getTradeStatus()).isEqualTo("TRADE_SUCCESS");
        assertThat(paid.getTotalAmount()).isEqualTo("88.88");

        AlipayTradeRefundResponse first = refund("r-1", "40.00");
        assertThat(first.getFundChange()).isEqualTo("Y");
        assertThat(first.getRefundFee()).isEqualTo("40.00");
        assertThat(refund("r-1", "40.00").getFundChange()).isEqualTo("N");
        Awaitility.await()
                .until(() -> "REFUND_SUCCESS".equals(refundQuery("r-1").getRefundStatus()));
        assertThat(refundQuery("r-9").getRefundStatus()).isNull();
        assertThat(refund("r-2", "48.88").getRefundFee()).isEqualTo("88.88");
        Awaitility.await().until(() -> "TRADE_CLOSED".equals(query().getTradeStatus()));
        assertThat(refund("r-3", "0.01").isSuccess()).isFalse();
    }

    @Test
    void theSdkClosesWhatTheBuyerHasScanned() throws AlipayApiException {
        precreate();
        assertThat(closed().getSubCode()).isEqualTo("ACQ.TRADE_NOT_EXIST");
        web.post("/simulator/payments/" + orderNo + "/abandon", "");
        assertThat(closed().isSuccess()).isTrue();
        assertThat(query().getTradeStatus()).isEqualTo("TRADE_CLOSED");
        assertThat(closed().getSubCode()).isEqualTo("ACQ.TRADE_STATUS_ERROR");
    }

    @Test
    void theSdkAcceptsWhatIsPosted() throws AlipayApiException {
        precreate();
        pay();
        Awaitility.await().until(() -> inbox.received().size() == 1);
        refund("r-1", "40.00");
        Awaitility.await().until(() -> inbox.received().size() == 2);
        for (CallbackInbox.Received received : inbox.received()) {
            Map<String, String> form = new HashMap<>(new ChannelRequest(
                            "POST", "", null, Map.of(), received.raw().body())
                    .form(StandardCharsets.UTF_8));
            assertThat(form).containsEntry("out_trade_no", orderNo).containsEntry("total_amount", "88.88");
            assertThat(AlipaySignature.rsaCheckV1(form, bare(CREDENTIALS.alipayPublicKeyPem()), "UTF-8", "RSA2"))
                    .isTrue();
        }
    }

    private void pay() {
        assertThat(web.post("/simulator/payments/" + orderNo + "/pay", "").status())
                .isEqualTo(200);
    }

    private AlipayTradePrecreateResponse precreate() throws AlipayApiException {
        AlipayTradePrecreateModel model = new AlipayTradePrecreateModel();
        model.setOutTradeNo(orderNo);
        model.setTotalAmount("88.88");
        model.setSubject("两件 T 恤");
        AlipayTradePrecreateRequest request = new AlipayTradePrecreateRequest();
        request.setBizModel(model);
        request.setNotifyUrl(inbox.url().toString());
        return alipay.execute(request);
    }

    private AlipayTradeQueryResponse query() throws AlipayApiException {
        AlipayTradeQueryModel model = new AlipayTradeQueryModel();
        model.setOutTradeNo(orderNo);
        AlipayTradeQueryRequest request = new AlipayTradeQueryRequest();
        request.setBizModel(model);
        return alipay.execute(request);
    }

    private AlipayTradeCloseResponse closed() throws AlipayApiException {
        AlipayTradeCloseModel model = new AlipayTradeCloseModel();
        model.setOutTradeNo(orderNo);
        AlipayTradeCloseRequest request = new AlipayTradeCloseRequest();
        request.setBizModel(model);
        return alipay.execute(request);
    }

    private AlipayTradeRefundResponse refund(String refundNo, String amount) throws AlipayApiException {
        AlipayTradeRefundModel model = new AlipayTradeRefundModel();
        model.setOutTradeNo(orderNo);
        model.setOutRequestNo(refundNo);
        model.setRefundAmount(amount);
        AlipayTradeRefundRequest request = new AlipayTradeRefundRequest();
        request.setBizModel(model);
        return alipay.execute(request);
    }

    private AlipayTradeFastpayRefundQueryResponse refundQuery(String refundNo) throws AlipayApiException {
        AlipayTradeFastpayRefundQueryModel model = new AlipayTradeFastpayRefundQueryModel();
        model.setOutTradeNo(orderNo);
        model.setOutRequestNo(refundNo);
        AlipayTradeFastpayRefundQueryRequest request = new AlipayTradeFastpayRefundQueryRequest();
        request.setBizModel(model);
        return alipay.execute(request);
    }
}
