package dev.trueup.simulator.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.service.V1Services;
import com.sun.net.httpserver.HttpServer;
import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ChannelClient.AlreadyPaid;
import dev.trueup.channels.ChannelClient.Closed;
import dev.trueup.channels.ChannelClient.Created;
import dev.trueup.channels.ChannelClient.NotKnown;
import dev.trueup.channels.ChannelClient.PaymentHandle;
import dev.trueup.channels.ChannelClient.PaymentRequest;
import dev.trueup.channels.ChannelClient.RefundHandle;
import dev.trueup.channels.ChannelClient.RefundRequest;
import dev.trueup.channels.ChannelClient.RefundTold;
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.ChannelClient.Told;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.stripe.StripeCallbacks;
import dev.trueup.channels.stripe.StripeClient;
import dev.trueup.channels.stripe.StripeCredentials;
import dev.trueup.simulator.RunningSimulator;
import dev.trueup.simulator.TestCredentials;
import dev.trueup.simulator.Web;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Stripe as its own SDK and as our client meet it, both over HTTP. */
@RunningSimulator
class StripeChannelTest {
    private static final StripeCredentials CREDENTIALS = TestCredentials.STRIPE;

    @LocalServerPort
    private int port;

    private final String orderNo = "dcs" + UUID.randomUUID().toString().replace("-", "");
    private final List<ReceivedCallback> received = new CopyOnWriteArrayList<>();
    private HttpServer merchant;
    private HttpClient http;
    private Web web;
    private V1Services sdk;
    private StripeClient ours;

    @BeforeEach
    void connect() throws Exception {
        web = new Web(port);
        http = HttpClient.newHttpClient();
        String base = "http://127.0.0.1:" + port + "/stripe";
        sdk = sdk(CREDENTIALS.apiKey());
        ours = new StripeClient(
                TestCredentials.stripe(URI.create(base)), new HttpExchange(http, Duration.ofSeconds(10), 256 * 1024));
        merchant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        merchant.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        merchant.createContext("/", exchange -> {
            try (exchange) {
                received.add(new ReceivedCallback(
                        exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(200, -1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        merchant.start();
        assertThat(sdk.webhookEndpoints()
                        .create(WebhookEndpointCreateParams.builder()
                                .setUrl("http://127.0.0.1:"
                                        + merchant.getAddress().getPort() + "/" + orderNo)
                                .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.ALL)
                                .build())
                        .getSecret())
                .isEqualTo(CREDENTIALS.webhookSecret());
    }

    private V1Services sdk(String apiKey) {
        return com.stripe.StripeClient.builder()
                .setApiKey(apiKey)
                .setApiBase("http://127.0.0.1:" + port + "/stripe")
                .build()
                .v1();
    }

    @AfterEach
    void disconnect() {
        merchant.stop(0);
        http.close();
    }

    @Test
    void theSdkCreatesQueriesAndRefunds() throws Exception {
        PaymentIntent created = create(orderNo);
        assertThat(created.getStatus()).isEqualTo("requires_payment_method");
        assertThat(created.getClientSecret()).startsWith(created.getId() + "_secret_");
        assertThat(create(orderNo).getId()).isEqualTo(created.getId());

        pay();
        PaymentIntent paid = sdk.paymentIntents()
                .retrieve(
                        created.getId(),
                        PaymentIntentRetrieveParams.builder()
                                .addExpand("latest_charge")
                                .build());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(1234);
        assertThat(paid.getMetadata()).containsEntry("order_no", orderNo).containsEntry("reference", "cart-1");
        assertThat(paid.getLatestChargeObject().getAmountCaptured()).isEqualTo(1234);

        Refund refund = refund(created.getId(), 34, "r-1", "key-1");
        assertThat(refund.getStatus()).isEqualTo("pending");
        assertThat(refund(created.getId(), 34, "r-1", "key-1").getId()).isEqualTo(refund.getId());
        await().untilAsserted(() ->
                assertThat(sdk.refunds().retrieve(refund.getId()).getStatus()).isEqualTo("succeeded"));
        assertThat(sdk.refunds()
                        .list(RefundListParams.builder()
                                .setPaymentIntent(created.getId())
                                .build())
                        .getData())
                .singleElement()
                .satisfies(listed -> assertThat(listed.getAmount()).isEqualTo(34));
        assertThatThrownBy(() -> refund(created.getId(), 1201, "r-2", "key-2"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getParam()).isEqualTo("amount"));
    }

    @Test
    void whoAsksForTheSameRefundUnderTwoKeysIsGivenBackTwice() throws Exception {
        PaymentIntent created = create(orderNo);
        pay();
        assertThat(refund(created.getId(), 34, "r-1", "key-1").getId())
                .isNotEqualTo(refund(created.getId(), 34, "r-1", "key-2").getId());
    }

    @Test
    void theSdkCancelsWhatIsUnpaidAndNothingElse() throws Exception {
        PaymentIntent created = create(orderNo);
        assertThat(sdk.paymentIntents().cancel(created.getId()).getStatus()).isEqualTo("canceled");
        assertThatThrownBy(() -> sdk.paymentIntents().cancel(created.getId()))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getCode()).isEqualTo("payment_intent_unexpected_state");
                    assertThat(e.getStripeError().getPaymentIntent().getStatus())
                            .isEqualTo("canceled");
                });
    }

    @Test
    void theSdkFindsByTheOrdersNumberAfterAWhile() throws Exception {
        PaymentIntent created = create(orderNo);
        var byNumber = PaymentIntentSearchParams.builder()
                .setQuery("metadata['order_no']:'" + orderNo + "'")
                .build();
        await().untilAsserted(
                        () -> assertThat(sdk.paymentIntents().search(byNumber).getData())
                                .singleElement()
                                .satisfies(found -> assertThat(found.getId()).isEqualTo(created.getId())));
    }

    @Test
    void refusesInStripesForm() throws Exception {
        create(orderNo);
        assertThatThrownBy(() -> sdk("sk_test_stranger").paymentIntents().retrieve("pi_1"))
                .isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> sdk.paymentIntents().retrieve("pi_1nowhere"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("resource_missing"));
        assertThatThrownBy(() -> sdk.paymentIntents()
                        .create(
                                params(orderNo).setAmount(99L).build(),
                                RequestOptions.builder()
                                        .setIdempotencyKey(orderNo)
                                        .build()))
                .isInstanceOf(IdempotencyException.class);
        assertThatThrownBy(() -> sdk.paymentIntents().list())
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(404));
        web.put("/simulator/channels/stripe/condition", "{\"state\":\"up\",\"callsPerSecond\":1}");
        try {
            assertThatThrownBy(() -> {
                        while (true) {
                            sdk.paymentIntents().retrieve(StripeIds.intent(orderNo, 1));
                        }
                    })
                    .isInstanceOf(RateLimitException.class);
            await().until(() ->
                    ours.query(new PaymentHandle(orderNo, StripeIds.intent(orderNo, 1))) instanceof Throttled);
        } finally {
            web.delete("/simulator/channels/stripe/condition");
        }
    }

    @Test
    void theSdkAcceptsTheCallbacksThatAreReallySentWhileTheSecretIsRolled() throws Exception {
        for (int rolled = 0; rolled < 4; rolled++) {
            received.clear();
            String number = orderNo + rolled;
            create(number);
            web.post("/simulator/payments/" + number + "/pay", "");
            await().until(() -> !received.isEmpty());
            ReceivedCallback callback = received.getFirst();
            assertThat(signatures(callback)).isEqualTo(rolled % 2 == 0 ? 1 : 2);
            String newest =
                    rolled == 1 || rolled == 2 ? CREDENTIALS.webhookSecrets().getLast() : CREDENTIALS.webhookSecret();
            PaymentIntent told = (PaymentIntent) event(callback, newest)
                    .getDataObjectDeserializer()
                    .getObject()
                    .orElseThrow();
            assertThat(told.getStatus()).isEqualTo("succeeded");
            assertThat(told.getMetadata()).containsEntry("order_no", number);
            assertThatThrownBy(() -> event(callback, "whsec_stranger"))
                    .isInstanceOf(SignatureVerificationException.class);
            assertThat(new StripeCallbacks(CREDENTIALS).verify(callback, Instant.now()))
                    .isEqualTo(new Verification.Verified());
            web.post("/simulator/channels/stripe/rotate-keys", "");
        }
    }

    private static long signatures(ReceivedCallback callback) {
        return List.of(callback.header("stripe-signature").getFirst().split(",")).stream()
                .filter(part -> part.startsWith("v1="))
                .count();
    }

    @Test
    void tellsOfADeclinedAttemptARefundAndADispute() throws Exception {
        PaymentIntent created = create(orderNo);
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"buyer\":\"declineFirst\",\"silentFailure\":false}");
        awaitEvents("payment_intent.payment_failed", "payment_intent.succeeded");
        refund(created.getId(), 34, "r-1", "key-1");
        awaitEvents("payment_intent.payment_failed", "payment_intent.succeeded", "refund.updated");
        web.post("/simulator/payments/" + orderNo + "/dispute", "");
        awaitEvents(
                "payment_intent.payment_failed",
                "payment_intent.succeeded",
                "refund.updated",
                "charge.dispute.created");
        assertThat(received)
                .filteredOn(callback -> type(callback).equals("charge.dispute.created"))
                .singleElement()
                .satisfies(callback -> assertThat(((Dispute) event(callback, CREDENTIALS.webhookSecret())
                                        .getDataObjectDeserializer()
                                        .getObject()
                                        .orElseThrow())
                                .getPaymentIntent())
                        .isEqualTo(created.getId()));
        assertThat(told(ours.query(new PaymentHandle(orderNo, created.getId()))))
                .extracting(ChannelStatement::said)
                .containsExactly(Said.PAID, Said.DISPUTED);
    }

    private void awaitEvents(String... types) {
        await().untilAsserted(() -> assertThat(received)
                .extracting(StripeChannelTest::type)
                .contains(types)
                .doesNotHaveDuplicates());
    }

    private static String type(ReceivedCallback callback) {
        try {
            return event(callback, CREDENTIALS.webhookSecret()).getType();
        } catch (SignatureVerificationException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forged",
                "tamperedAmount",
                "tamperedOrderNo",
                "tamperedStatus",
                "tamperedSignature",
                "wrongAmount"
            })
    void playsEveryFalsehoodInStripesForm(String fault) throws Exception {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"" + fault + "\":true,\"drop\":true}");
        create(orderNo);
        pay();
        await().until(() -> !received.isEmpty());
        ReceivedCallback callback = received.getFirst();
        StripeCallbacks protocol = new StripeCallbacks(CREDENTIALS);
        assertThat(protocol.verify(callback, Instant.now()) instanceof Verification.Verified)
                .isEqualTo(fault.equals("wrongAmount"));
        assertThat(protocol.orderNoHint(callback.body())).isEqualTo(orderNo);
        ChannelStatement claimed = ((Reading.Told) protocol.read(callback.body())).statement();
        assertThat(claimed.said()).isEqualTo(fault.equals("tamperedStatus") ? Said.DECLINED : Said.PAID);
        assertThat(new Money(1235, "USD").equals(claimed.total()))
                .isEqualTo(fault.equals("tamperedAmount") || fault.equals("wrongAmount"));
    }

    @Test
    void ourClientLivesThroughItAll() {
        PaymentRequest request = new PaymentRequest(
                orderNo,
                new Money(1234, "USD"),
                "cart-1",
                "two things",
                Instant.now().plusSeconds(60));
        String id = ((Created) ours.create(request)).channelReference();
        PaymentHandle handle = new PaymentHandle(orderNo, id);
        assertThat(told(ours.query(handle)).getFirst().said()).isEqualTo(Said.UNPAID);
        assertThat(((Created) ours.create(request)).channelReference()).isEqualTo(id);

        web.post("/simulator/payments/" + orderNo + "/pay", "");
        assertThat(told(ours.query(handle)).getFirst().total()).isEqualTo(new Money(1234, "USD"));
        assertThat(ours.close(handle)).isEqualTo(new AlreadyPaid());

        RefundHandle refund = new RefundHandle(handle, StripeIds.intent(orderNo, 1), orderNo + "-r-1");
        assertThat(ours.queryRefund(refund)).isEqualTo(new NotKnown());
        RefundRequest wish = new RefundRequest(refund, new Money(1234, "USD"), new Money(34, "USD"), "returned");
        assertThat(ours.refund(wish)).isInstanceOf(RefundTold.class);
        assertThat(ours.refund(wish)).isInstanceOf(RefundTold.class);
        await().untilAsserted(() -> assertThat(ours.queryRefund(refund))
                .isEqualTo(
                        new RefundTold(new RefundReport(orderNo + "-r-1", new Money(34, "USD"), Progress.SUCCEEDED))));
        assertThat(told(ours.query(handle)).getFirst().refunds()).hasSize(1);
    }

    @Test
    void ourClientClosesAndFindsWhatItsLostAnswersNamed() {
        PaymentHandle unknown = new PaymentHandle(orderNo, null);
        assertThat(ours.query(unknown)).isInstanceOf(Unanswered.class);
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"answerError\":true}");
        PaymentRequest request = new PaymentRequest(
                orderNo, new Money(1234, "USD"), null, null, Instant.now().plusSeconds(60));
        assertThat(ours.create(request)).isInstanceOf(Unanswered.class);
        await().until(() -> ours.query(unknown) instanceof Told);
        assertThat(ours.close(unknown)).isEqualTo(new Closed());
        assertThat(told(ours.query(unknown)).getFirst().said()).isEqualTo(Said.CLOSED);
    }

    @Test
    void everyChargeIsToldByAQuery() {
        web.put("/simulator/payments/" + orderNo + "/faults", "{\"secondPayment\":true,\"drop\":true}");
        PaymentRequest request = new PaymentRequest(
                orderNo, new Money(1234, "USD"), null, null, Instant.now().plusSeconds(60));
        PaymentHandle handle = new PaymentHandle(orderNo, ((Created) ours.create(request)).channelReference());
        web.post("/simulator/payments/" + orderNo + "/pay", "");
        await().untilAsserted(() -> assertThat(told(ours.query(handle)))
                .extracting(ChannelStatement::transactionId)
                .containsExactly(StripeIds.intent(orderNo, 1), StripeIds.intent(orderNo, 2)));
    }

    private static List<ChannelStatement> told(Object answer) {
        return ((Told) answer).statements();
    }

    private PaymentIntent create(String number) throws StripeException {
        return sdk.paymentIntents()
                .create(
                        params(number).build(),
                        RequestOptions.builder().setIdempotencyKey(number).build());
    }

    private static PaymentIntentCreateParams.Builder params(String number) {
        return PaymentIntentCreateParams.builder()
                .setAmount(1234L)
                .setCurrency("usd")
                .putMetadata("order_no", number)
                .putMetadata("reference", "cart-1");
    }

    private Refund refund(String intent, long amount, String number, String key) throws StripeException {
        return sdk.refunds()
                .create(
                        RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .setAmount(amount)
                                .putMetadata("order_no", orderNo)
                                .putMetadata("refund_no", number)
                                .build(),
                        RequestOptions.builder()
                                .setIdempotencyKey(orderNo + key)
                                .build());
    }

    private void pay() {
        assertThat(web.post("/simulator/payments/" + orderNo + "/pay", "").status())
                .isEqualTo(200);
    }

    private static Event event(ReceivedCallback callback, String secret) throws SignatureVerificationException {
        return Webhook.constructEvent(
                new String(callback.body(), UTF_8),
                callback.header("stripe-signature").getFirst(),
                secret);
    }
}
