package dev.trueup.simulator.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.AlreadyPaid;
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
import dev.trueup.simulator.CallbackInbox;
import dev.trueup.simulator.RunningSimulator;
import dev.trueup.simulator.Web;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the merchant's own client meets at every channel of the running simulator, and what the channel posts. */
@RunningSimulator
public abstract class ChannelContract {
    protected static final Money MONEY = new Money(100, "CNY");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    protected final String orderNo =
            "dcs" + UUID.randomUUID().toString().replace("-", "").substring(0, 26);
    protected Web web;
    protected CallbackInbox inbox;
    protected ChannelClient client;
    private final String channel;
    private final Said unpaid;

    /**
     * The contract of one channel.
     *
     * @param unpaid what it says of an order that nobody has begun to pay
     */
    protected ChannelContract(String channel, Said unpaid) {
        this.channel = channel;
        this.unpaid = unpaid;
    }

    protected abstract ChannelClient client(URI baseUrl, URI notifyUrl, HttpExchange http);

    protected abstract CallbackProtocol callbacks(URI baseUrl);

    @BeforeEach
    void connect() throws IOException {
        web = new Web(port);
        web.put("/simulator/plan", "{\"preset\": \"calm\", \"manual\": true}");
        inbox = new CallbackInbox(callbacks(baseUrl()));
        client = client(baseUrl(), inbox.url(), new HttpExchange(HTTP, Duration.ofSeconds(2), 64 * 1024));
    }

    @AfterEach
    void leaveToThePlan() {
        web.delete("/simulator/channels/" + channel + "/condition");
        inbox.close();
    }

    @Test
    void aPaymentIsCreatedQueriedPaidAndRefunded() {
        assertThat(client.create(request(MONEY)))
                .isInstanceOfSatisfying(
                        Created.class,
                        created -> assertThat(created.said().said()).isEqualTo(Said.UNPAID));
        assertThat(queried().said()).isEqualTo(unpaid);

        pay();
        ChannelStatement paid = queried();
        assertThat(paid.said()).isEqualTo(Said.PAID);
        assertThat(paid.total()).isEqualTo(MONEY);
        assertThat(paid.reference()).isEqualTo("cart 1/ä");
        assertThat(client.close(handle())).isInstanceOf(AlreadyPaid.class);

        assertThat(client.refund(refund("r-1", 40))).isInstanceOf(RefundTold.class);
        assertThat(client.refund(refund("r-1", 40))).isInstanceOf(RefundTold.class);
        awaitRefund("r-1", 40);
        assertThat(queried().said()).isEqualTo(Said.PAID);
        assertThat(client.queryRefund(refund("r-9", 40).refund())).isInstanceOf(NotKnown.class);
        assertThat(client.refund(refund("r-2", 61))).isInstanceOf(Refused.class);
        assertThat(client.refund(refund("r-1", 41))).isInstanceOf(Refused.class);
    }

    @Test
    void whatIsPostedIsBelievedAndSaysWhatAQuerySays() {
        client.create(request(MONEY));
        pay();
        ChannelStatement told = awaitTold(1).getFirst();
        assertThat(told.said()).isEqualTo(Said.PAID);
        assertThat(told.total()).isEqualTo(MONEY);
        assertThat(told.digest()).isEqualTo(queried().digest());

        client.refund(refund("r-1", 40));
        awaitRefund("r-1", 40);
        client.refund(refund("r-2", 60));
        awaitRefund("r-2", 60);
        List<ChannelStatement> all = awaitTold(3);
        assertThat(all.stream().map(ChannelStatement::said)).containsOnly(Said.PAID);
        assertThat(all.stream()
                        .flatMap(statement -> statement.refunds().stream())
                        .map(RefundReport::refundNo))
                .containsExactlyInAnyOrder(ofThisOrder("r-1"), ofThisOrder("r-2"));
        assertThat(all.stream().map(ChannelStatement::transactionId)).containsOnly(told.transactionId());
    }

    @Test
    void aRotatedKeyIsBelievedToo() {
        assertThat(web.post("/simulator/channels/" + channel + "/rotate-keys", "")
                        .status())
                .isEqualTo(200);
        try {
            assertThat(client.create(request(MONEY))).isInstanceOf(Created.class);
            pay();
            assertThat(awaitTold(1).getFirst().said()).isEqualTo(Said.PAID);
        } finally {
            web.post("/simulator/channels/" + channel + "/rotate-keys", "");
        }
    }

    @Test
    void aNumberNamesOneOrder() {
        PaymentRequest request = request(MONEY);
        client.create(request);
        assertThat(client.create(request)).isInstanceOf(Created.class);
        assertThat(client.create(request(new Money(101, "CNY")))).isInstanceOf(NumberTaken.class);
        pay();
        assertThat(client.create(request)).isInstanceOf(NumberTaken.class);
    }

    @Test
    void whatIsNotKnownIsSaidToBe() {
        assertThat(queried().said()).isEqualTo(Said.NOT_KNOWN);
        assertThat(client.close(handle())).isInstanceOf(NotKnown.class);
        assertThat(client.refund(refund("r-1", 40))).isInstanceOf(NotKnown.class);
    }

    @Test
    void aBrokenAnswerHasItsEffect() {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"answerError\": true}");
        PaymentRequest request = request(MONEY);
        assertThat(client.create(request)).isInstanceOf(Unanswered.class);
        assertThat(web.get("/simulator/ledger/" + orderNo).status()).isEqualTo(200);
        assertThat(client.create(request)).isInstanceOf(Created.class);
    }

    @Test
    void anAnswerThatClaimsPaymentPaysNothing() {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"answerClaimsPaid\": true}");
        client.create(request(MONEY));
        assertThat(queried().said()).isEqualTo(unpaid);
    }

    @Test
    void tooManyCallsAndAnAbsentChannelAreToldInItsForm() {
        condition("{\"state\": \"up\", \"callsPerSecond\": 1}");
        Awaitility.await().until(() -> client.query(handle()) instanceof Throttled);
        condition("{\"state\": \"down\"}");
        assertThat(client.query(handle())).isInstanceOf(Unanswered.class);
    }

    /** A failed refund is told, or tried once more when it is requested again, as the channel has it. */
    @Test
    void aRefundThatFailsEnds() {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"failedRefund\": true}");
        client.create(request(MONEY));
        pay();
        client.refund(refund("r-1", 40));
        Awaitility.await()
                .until(() -> client.queryRefund(refund("r-1", 40).refund()) instanceof RefundTold told
                        ? told.report().progress() != Progress.PENDING
                        : client.refund(refund("r-1", 40)) instanceof Refused);
    }

    protected void pay() {
        assertThat(web.post("/simulator/payments/" + orderNo + "/pay", "").status())
                .isEqualTo(200);
    }

    private void condition(String condition) {
        assertThat(web.put("/simulator/channels/" + channel + "/condition", condition)
                        .status())
                .isEqualTo(200);
    }

    protected ChannelStatement queried() {
        return ((Told) client.query(handle())).statements().getFirst();
    }

    protected PaymentHandle handle() {
        return new PaymentHandle(orderNo, null);
    }

    protected PaymentRequest request(Money money) {
        Instant expiresAt = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        return new PaymentRequest(orderNo, money, "cart 1/ä", "Tea", expiresAt.plus(1, ChronoUnit.HOURS));
    }

    protected RefundRequest refund(String refundNo, long amount) {
        String transactionId = queried().transactionId();
        RefundHandle refund =
                new RefundHandle(handle(), transactionId == null ? "tx-none" : transactionId, ofThisOrder(refundNo));
        return new RefundRequest(refund, MONEY, new Money(amount, "CNY"), "returned");
    }

    /** A refund's number is one of all orders' at some channels. */
    private String ofThisOrder(String refundNo) {
        return refundNo + "-" + orderNo;
    }

    private void awaitRefund(String refundNo, long amount) {
        RefundHandle refund = refund(refundNo, amount).refund();
        Awaitility.await()
                .until(() -> client.queryRefund(refund)
                        .equals(new RefundTold(new RefundReport(
                                ofThisOrder(refundNo), new Money(amount, "CNY"), Progress.SUCCEEDED))));
    }

    /** All that was posted about the order and believed, once it is as much. */
    protected List<ChannelStatement> awaitTold(int count) {
        Awaitility.await().until(() -> told().size() >= count);
        assertThat(inbox.received()).allMatch(CallbackInbox.Received::believed);
        return told();
    }

    private List<ChannelStatement> told() {
        return inbox.received().stream()
                .map(CallbackInbox.Received::reading)
                .filter(Reading.Told.class::isInstance)
                .map(reading -> ((Reading.Told) reading).statement())
                .filter(statement -> statement.orderNo().equals(orderNo))
                .toList();
    }

    protected URI baseUrl() {
        return URI.create("http://localhost:" + port + "/" + channel);
    }
}
