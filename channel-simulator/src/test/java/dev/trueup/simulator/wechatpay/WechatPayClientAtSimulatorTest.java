package dev.trueup.simulator.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.Closed;
import dev.trueup.channels.ChannelClient.Created;
import dev.trueup.channels.ChannelClient.RefundTold;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.wechatpay.WechatPayCallbacks;
import dev.trueup.channels.wechatpay.WechatPayClient;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.simulator.CallbackInbox;
import dev.trueup.simulator.TestCredentials;
import dev.trueup.simulator.Web;
import dev.trueup.simulator.channel.ChannelContract;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own client at the WeChat Pay of the running simulator. */
class WechatPayClientAtSimulatorTest extends ChannelContract {
    WechatPayClientAtSimulatorTest() {
        super(ChannelIds.WECHAT_PAY, Said.UNPAID);
    }

    @Override
    protected ChannelClient client(URI baseUrl, URI notifyUrl, HttpExchange http) {
        return new WechatPayClient(TestCredentials.wechatPay(baseUrl), notifyUrl, http, InstantSource.system());
    }

    @Override
    protected CallbackProtocol callbacks(URI baseUrl) {
        return new WechatPayCallbacks(TestCredentials.wechatPay(baseUrl));
    }

    @Test
    void aClosedPaymentStaysClosed() {
        client.create(request(MONEY));
        assertThat(client.close(handle())).isInstanceOf(Closed.class);
        assertThat(client.close(handle())).isInstanceOf(Closed.class);
        assertThat(queried().said()).isEqualTo(Said.CLOSED);
        assertThat(client.create(request(MONEY))).isInstanceOf(ChannelClient.NumberTaken.class);
    }

    @Test
    void aProbeIsRefusedAndTheTruthComesBesideIt() {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"signatureProbe\": true}");
        client.create(request(MONEY));
        pay();
        Awaitility.await().until(() -> inbox.received().size() == 2);
        assertThat(inbox.believed()).hasSize(1);
        assertThat(inbox.received())
                .filteredOn(callback -> !callback.believed())
                .singleElement()
                .satisfies(probe -> {
                    assertThat(probe.raw().header("Wechatpay-Signature").getFirst())
                            .startsWith("WECHATPAY/SIGNTEST/");
                    assertThat(probe.verification()).isEqualTo(new Verification.Rejected(Reason.BAD_SIGNATURE));
                });
    }

    @Test
    void anotherMerchantsSignatureIsNone() {
        WechatPayCredentials ours = TestCredentials.wechatPay(baseUrl());
        WechatPayCredentials others = new WechatPayCredentials(
                "1900000110",
                ours.appid(),
                ours.merchantSerialNumber(),
                ours.merchantPrivateKeyPem(),
                ours.apiV3Key(),
                ours.platformPublicKeyId(),
                ours.platformPublicKeyPem(),
                null,
                null,
                baseUrl());
        HttpExchange http = new HttpExchange(HttpClient.newHttpClient(), Duration.ofSeconds(2), 64 * 1024);
        ChannelClient other = new WechatPayClient(others, inbox.url(), http, InstantSource.system());
        assertThat(other.create(request(MONEY)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("SIGN_ERROR"));
        assertThat(web.get("/simulator/ledger/" + orderNo).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/pay/transactions/native", "/v3/anything", "/v3/refund/domestic/refunds"})
    void whatIsNotSignedIsNotLookedAt(String path) {
        Web.Answer answer = web.post("/wechat-pay" + path, "{}");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("code").asString()).isEqualTo("SIGN_ERROR");
    }

    @Test
    void anotherPlatformsAnswersAreNone() {
        WechatPayCredentials ours = TestCredentials.wechatPay(baseUrl());
        WechatPayCredentials elsewhere = new WechatPayCredentials(
                ours.mchid(),
                ours.appid(),
                ours.merchantSerialNumber(),
                ours.merchantPrivateKeyPem(),
                ours.apiV3Key(),
                "PUB_KEY_ID_another",
                ours.platformPublicKeyPem(),
                null,
                null,
                baseUrl());
        HttpExchange http = new HttpExchange(HttpClient.newHttpClient(), Duration.ofSeconds(2), 64 * 1024);
        ChannelClient other = new WechatPayClient(elsewhere, inbox.url(), http, InstantSource.system());
        assertThat(other.create(request(MONEY))).isInstanceOf(Unanswered.class);
    }

    @Test
    void theSignEndpointSignsWhatItIsGiven() {
        client.create(request(MONEY));
        pay();
        awaitTold(1);
        CallbackInbox.Received first = inbox.received().getFirst();
        var headers = web.post(
                        "/simulator/sign/wechat-pay", new String(first.raw().body(), StandardCharsets.UTF_8))
                .body();
        assertThat(headers.path("Wechatpay-Signature").asString()).isNotEmpty();
        assertThat(headers.path("Wechatpay-Serial").asString())
                .isEqualTo(TestCredentials.WECHAT_PAY.platformPublicKeyId());
    }

    @Test
    void anAcceptedRefundIsToldByItsNumberAlone() {
        assertThat(client.create(request(MONEY))).isInstanceOf(Created.class);
        pay();
        assertThat(client.refund(refund("r-1", 100))).isInstanceOf(RefundTold.class);
        assertThat(client.queryRefund(refund("r-1", 100).refund())).isInstanceOf(RefundTold.class);
    }
}
