package dev.trueup.simulator.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.Closed;
import dev.trueup.channels.ChannelClient.NotKnown;
import dev.trueup.channels.ChannelClient.NumberTaken;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Extent;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.alipay.AlipayCallbacks;
import dev.trueup.channels.alipay.AlipayClient;
import dev.trueup.channels.alipay.AlipayNoticeSigner;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.simulator.TestCredentials;
import dev.trueup.simulator.Web;
import dev.trueup.simulator.channel.ChannelContract;
import dev.trueup.simulator.channel.ChannelRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own client at the Alipay of the running simulator. */
class AlipayClientAtSimulatorTest extends ChannelContract {
    AlipayClientAtSimulatorTest() {
        super(ChannelIds.ALIPAY, Said.NOT_KNOWN);
    }

    @Override
    protected ChannelClient client(URI baseUrl, URI notifyUrl, HttpExchange http) {
        return new AlipayClient(TestCredentials.alipay(baseUrl), notifyUrl, http);
    }

    @Override
    protected CallbackProtocol callbacks(URI baseUrl) {
        return new AlipayCallbacks(TestCredentials.alipay(baseUrl));
    }

    @Test
    void thereIsNoTradeBeforeTheBuyerScans() {
        client.create(request(MONEY));
        assertThat(client.close(handle())).isInstanceOf(NotKnown.class);
        assertThat(queried().said()).isEqualTo(Said.NOT_KNOWN);

        assertThat(web.post("/simulator/payments/" + orderNo + "/abandon", "").status())
                .isEqualTo(200);
        assertThat(queried().said()).isEqualTo(Said.UNPAID);
        assertThat(client.close(handle())).isInstanceOf(Closed.class);
        assertThat(queried().said()).isEqualTo(Said.CLOSED);
        assertThat(client.create(request(MONEY))).isInstanceOf(NumberTaken.class);
    }

    @Test
    void aRefundIsToldByAllThatWasGivenBackSoFar() {
        client.create(request(MONEY));
        pay();
        awaitTold(1);
        refunded("r-1", 40);
        refunded("r-2", 60);
        List<ChannelStatement> refunds = awaitTold(3).stream()
                .filter(told -> !told.refunds().isEmpty())
                .sorted(Comparator.comparingLong(
                        told -> told.refunds().getFirst().money().amount()))
                .toList();
        assertThat(refunds)
                .extracting(told -> told.refunds().getFirst())
                .extracting(RefundReport::money, RefundReport::extent)
                .containsExactly(
                        tuple(new Money(40, "CNY"), Extent.ALL_SO_FAR),
                        tuple(new Money(100, "CNY"), Extent.ALL_SO_FAR));
        assertThat(form(1).get("trade_status")).isEqualTo("TRADE_SUCCESS");
        assertThat(form(2).get("trade_status")).isEqualTo("TRADE_CLOSED");
        assertThat(form(2).get("gmt_payment")).isEqualTo(form(0).get("gmt_payment"));
        assertThat(queried().said()).isEqualTo(Said.PAID);
    }

    private void refunded(String refundNo, long amount) {
        int before = inbox.received().size();
        client.refund(refund(refundNo, amount));
        Awaitility.await().until(() -> inbox.received().size() > before);
    }

    private Map<String, String> form(int position) {
        return new ChannelRequest(
                        "POST",
                        "",
                        null,
                        Map.of(),
                        inbox.received().get(position).raw().body())
                .form(StandardCharsets.UTF_8);
    }

    @Test
    void aFailedRefundIsTriedOnceMoreUnderItsNumber() {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"failedRefund\": true}");
        client.create(request(MONEY));
        pay();
        client.refund(refund("r-1", 40));
        Awaitility.await().until(() -> refundState().equals("failed"));
        assertThat(client.queryRefund(refund("r-1", 40).refund())).isInstanceOf(NotKnown.class);
        client.refund(refund("r-1", 40));
        Awaitility.await().until(() -> refundState().equals("succeeded"));
    }

    private String refundState() {
        return web.get("/simulator/ledger/" + orderNo)
                .body()
                .path("refunds")
                .path(0)
                .path("state")
                .asString();
    }

    @Test
    void theSignEndpointSignsAForm() {
        Web.Answer signed = web.post(
                "/simulator/sign/alipay",
                "{\"app_id\": \"%s\", \"seller_id\": \"%s\", \"out_trade_no\": \"%s\"}"
                        .formatted(TestCredentials.ALIPAY.appId(), TestCredentials.ALIPAY.sellerId(), orderNo));
        Map<String, String> form = new TreeMap<>();
        signed.body()
                .properties()
                .forEach(entry -> form.put(entry.getKey(), entry.getValue().asString()));
        var received = new ReceivedCallback(Map.of(), AlipayNoticeSigner.form(form));
        assertThat(callbacks(baseUrl()).verify(received, Instant.now())).isEqualTo(new Verification.Verified());
        assertThat(web.post("/simulator/sign/alipay", "[]").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "method=alipay.trade.query&app_id=1&charset=utf-8, isv.invalid-app-id",
        "app_id=1&charset=utf-8, isv.missing-method",
        "%%%, isv.missing-method"
    })
    void whatIsNotTheMerchantsIsRefusedWithoutASignature(String query, String code) {
        Web.Answer answer = web.post("/alipay/gateway.do?" + query.replace("%%%", "a=%25zz"), "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).contains(code).doesNotContain("\"sign\"");
    }
}
