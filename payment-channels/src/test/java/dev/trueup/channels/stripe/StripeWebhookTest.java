package dev.trueup.channels.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.Stripe;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.net.Webhook;
import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.ReceivedCallback;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeWebhookTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String SECRET = "whsec_0123456789abcdef";
    private static final String OLD_SECRET = "whsec_fedcba9876543210";
    private static final StripeCredentials CREDENTIALS = new StripeCredentials(
            "sk_test_123", SECRET, List.of(OLD_SECRET), Stripe.API_VERSION, null, URI.create("http://127.0.0.1:1"));
    private static final StripeCallbacks CALLBACKS = new StripeCallbacks(CREDENTIALS);
    private static final StripeNoticeSigner SIGNER = new StripeNoticeSigner(List.of(SECRET));

    private static final String PAID = """
            {"id":"evt_1","object":"event","api_version":"%s","created":1700000000,"livemode":false,\
            "pending_webhooks":1,"request":null,"type":"payment_intent.succeeded","data":{"object":{\
            "id":"pi_1","object":"payment_intent","amount":1234,"amount_received":1234,"currency":"usd",\
            "status":"succeeded","livemode":false,"created":1699999000,"latest_charge":"ch_1",\
            "metadata":{"order_no":"dcs01","reference":"cart-1"}}}}""".formatted(Stripe.API_VERSION);

    private static final String REFUNDED = """
            {"id":"evt_2","object":"event","api_version":"2020-08-27","created":1700000000,"livemode":false,\
            "type":"refund.updated","data":{"object":{"id":"re_1","object":"refund","amount":34,"currency":"usd",\
            "status":"succeeded","payment_intent":"pi_1","metadata":{"order_no":"dcs01","refund_no":"r-1"}}}}""";

    @Test
    void agreesWithTheVectorThatStripesOwnLibraryPublishes() {
        // stripe-dotnet, EventUtilityTest and its event_test_signature.json
        byte[] body = """
                {
                  "id": "evt_123",
                  "object": "event",
                  "account": "acct_123",
                  "api_version": "2017-05-25",
                  "created": 1533204620,
                  "data": {
                    "object": {
                      "id": "ii_123",
                      "object": "invoiceitem",
                      "amount": 1000,
                      "currency": "usd",
                      "customer": "cus_123",
                      "date": 1533204620,
                      "description": "Test Invoice Item",
                      "discountable": false,
                      "invoice": "in_123",
                      "livemode": false,
                      "metadata": {},
                      "period": {
                        "start": 1533204620,
                        "end": 1533204620
                      },
                      "plan": null,
                      "proration": false,
                      "quantity": null,
                      "subscription": null
                    }
                  },
                  "livemode": false,
                  "pending_webhooks": 1,
                  "request": {
                    "id": "req_123",
                    "idempotency_key": "idempotency-key-123"
                  },
                  "type": "invoiceitem.created"
                }
                """.getBytes(UTF_8);
        String header = "t=1533204620,v1=f0bdba6d4eacbd8ad8a3bbadd7248e633ec1477f7899c124c51b39405fa36613"
                + ",v0=63f3a72374a733066c4be69ed7f8e5ac85c22c9f0a6a612ab9a025a9e4ee7eef";
        StripeSignature signature = new StripeSignature(List.of("webhook_secret"));
        assertThat(signature.verify(received(header, body), Instant.ofEpochSecond(1533204720)))
                .isEqualTo(new Verification.Verified());
        assertThat(signature.verify(received(header, body), Instant.ofEpochSecond(1533204921)))
                .isEqualTo(new Verification.Rejected(Reason.STALE));
        assertThat(CALLBACKS.read(body)).isEqualTo(new Reading.Irrelevant("invoiceitem.created"));
    }

    @Test
    void theSdkAcceptsWhatOurChannelSideSigns() throws Exception {
        String header = header(PAID.getBytes(UTF_8));
        Event event = Webhook.constructEvent(PAID, header, SECRET, 300, Clock.fixed(NOW, ZoneOffset.UTC));
        PaymentIntent intent =
                (PaymentIntent) event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(intent.getMetadata()).containsEntry("order_no", "dcs01");
        assertThatThrownBy(() -> Webhook.constructEvent(PAID + " ", header, SECRET, 300, null))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void weAcceptWhatTheSdkSignsWithAnySecretThatIsBelieved() throws Exception {
        for (String secret : List.of(SECRET, OLD_SECRET)) {
            String header = Webhook.Signature.generateSignatureHeader(PAID, secret, NOW.getEpochSecond());
            assertThat(verify(header, PAID.getBytes(UTF_8))).isEqualTo(new Verification.Verified());
        }
        String strangers = Webhook.Signature.generateSignatureHeader(PAID, "whsec_stranger", NOW.getEpochSecond());
        assertThat(verify(strangers, PAID.getBytes(UTF_8))).isEqualTo(new Verification.Rejected(Reason.BAD_SIGNATURE));
    }

    @Test
    void everyChangedByteOfTheBodyIsRefused() {
        byte[] body = PAID.getBytes(UTF_8);
        String header = header(body);
        for (int i = 0; i < body.length; i++) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertThat(verify(header, changed)).as("byte %d", i).isInstanceOf(Verification.Rejected.class);
        }
    }

    @Test
    void everyChangedCharacterOfTheHeaderIsRefused() {
        byte[] body = PAID.getBytes(UTF_8);
        String header = header(body);
        for (int i = 0; i < header.length(); i++) {
            for (char other : new char[] {(char) (header.charAt(i) ^ 1), (char) (header.charAt(i) ^ 0x20), ','}) {
                if (other != header.charAt(i)) {
                    String changed = header.substring(0, i) + other + header.substring(i + 1);
                    assertThat(verify(changed, body)).as(changed).isInstanceOf(Verification.Rejected.class);
                }
            }
        }
    }

    /** {@code after} is the verdict when it was changed after signing, {@code before} when it was signed like that. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            amount           | "amount_received":1234 | "amount_received":1233 | Told 1233 USD dcs01 test pi_1 PAID
            currency         | "usd"           | "eur"           | Told 1234 EUR dcs01 test pi_1 PAID
            no currency      | "usd"           | "xqz"           | Unreadable currency
            order number     | "dcs01"         | "dcs02"         | Told 1234 USD dcs02 test pi_1 PAID
            no order number  | "order_no"      | "order_na"      | Irrelevant
            status           | "status":"succeeded" | "status":"canceled" | Told 1234 USD dcs01 test pi_1 PAID
            status undone    | "amount_received":1234,"currency":"usd","status":"succeeded" | "amount_received":0,"currency":"usd","status":"canceled" | Unreadable type and the status
            status unknown   | "status":"succeeded" | "status":"paid" | Unreadable status
            mode             | "livemode":false | "livemode":true  | Told 1234 USD dcs01 live pi_1 PAID
            account          | "livemode":false,"pending | "account":"acct_9","livemode":false,"pending | Told 1234 USD dcs01 acct_9:test pi_1 PAID
            transaction id   | "id":"pi_1"     | "id":"pi_2"     | Told 1234 USD dcs01 test pi_2 PAID
            transaction path | "id":"pi_1"     | "id":"../x"     | Unreadable id
            duplicate        | "amount":1234   | "amount":1,"amount":1234 | Unreadable
            number as text   | "amount":1234   | "amount":"1234" | Unreadable amount
            fraction         | "amount":1234   | "amount":1234.5 | Unreadable amount
            no amount        | "amount":1234,  | ``              | Unreadable amount
            trailing bytes   | "cart-1"}}}}    | "cart-1"}}}}{}  | Unreadable
            charset          | cart-1          | ca\u0001rt     | Unreadable
            """)
    void tampered(String what, String good, String bad, String before) {
        String changed = PAID.replace(good, bad);
        assertThat(changed).isNotEqualTo(PAID);
        byte[] body = changed.getBytes(UTF_8);
        assertThat(verify(header(PAID.getBytes(UTF_8)), body))
                .as("after signing")
                .isEqualTo(new Verification.Rejected(Reason.BAD_SIGNATURE));
        assertThat(verify(header(body), body)).as("before signing").isEqualTo(new Verification.Verified());
        assertThat(inWords(CALLBACKS.read(body))).as("before signing").startsWith(before);
    }

    private static String inWords(Reading reading) {
        return switch (reading) {
            case Reading.Told(ChannelStatement s) ->
                "Told " + s.total() + " " + s.orderNo() + " " + s.merchantId() + " " + s.transactionId() + " "
                        + s.said();
            case Reading.Irrelevant irrelevant -> "Irrelevant";
            case Reading.OfCharge(String transactionId, String type) -> "OfCharge " + transactionId;
            case Reading.Unreadable(String why) -> "Unreadable " + why.replace("stripe event: ", "");
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no header           |                            | MALFORMED_HEADERS
            timestamp later     | t=1700000001,v1=SIG        | BAD_SIGNATURE
            timestamp old       | t=1699999699,v1=SIG        | STALE
            timestamp ahead     | t=1700000301,v1=SIG        | STALE
            timestamp twice     | t=1700000000,t=1700000000,v1=SIG | MALFORMED_HEADERS
            timestamp with sign | t=+1700000000,v1=SIG       | MALFORMED_HEADERS
            no timestamp        | v1=SIG                     | MALFORMED_HEADERS
            other algorithm     | t=1700000000,v0=SIG        | MALFORMED_HEADERS
            cut short           | t=1700000000,v1=S          | BAD_SIGNATURE
            empty               | t=1700000000,v1=           | BAD_SIGNATURE
            several, one right  | t=1700000000,v1=00,v1=SIG,v9=x | VERIFIED
            """)
    void headers(String what, @Nullable String header, String verdict) {
        byte[] body = PAID.getBytes(UTF_8);
        String right = header(body).substring("t=1700000000,v1=".length());
        Verification verification = header == null
                ? CALLBACKS.verify(new ReceivedCallback(Map.of(), body), NOW)
                : verify(header.replace("SIG", right), body);
        assertThat(verification)
                .isEqualTo(
                        verdict.equals("VERIFIED")
                                ? new Verification.Verified()
                                : new Verification.Rejected(Reason.valueOf(verdict)));
    }

    @Test
    void twoSignatureHeadersAreRefused() {
        byte[] body = PAID.getBytes(UTF_8);
        ReceivedCallback twice =
                new ReceivedCallback(Map.of("Stripe-Signature", List.of(header(body), header(body))), body);
        assertThat(CALLBACKS.verify(twice, NOW)).isEqualTo(new Verification.Rejected(Reason.MALFORMED_HEADERS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            payment_intent.payment_failed | requires_payment_method | {"code":"card_declined"} | DECLINED
            payment_intent.created        | requires_payment_method | null                     | UNPAID
            payment_intent.processing     | processing              | null                     | UNPAID
            payment_intent.canceled       | canceled                | null                     | CLOSED
            """)
    void aDeclinedAttemptIsNoFailure(String type, String status, String error, Said said) {
        String body = PAID.replace("payment_intent.succeeded", type)
                .replace("\"amount_received\":1234", "\"amount_received\":0,\"last_payment_error\":" + error)
                .replace("\"status\":\"succeeded\"", "\"status\":\"" + status + "\"");
        assertThat(told(body).said()).isEqualTo(said);
        assertThat(told(body).transactionId()).isNull();
    }

    @Test
    void aRefundProvesTheChargeItIsTakenFrom() {
        ChannelStatement statement = told(REFUNDED);
        assertThat(statement.said()).isEqualTo(Said.PAID);
        assertThat(statement.transactionId()).isEqualTo("pi_1");
        assertThat(statement.total()).isNull();
        assertThat(statement.refunds())
                .containsExactly(new RefundReport("r-1", new Money(34, "USD"), RefundReport.Progress.SUCCEEDED));
    }

    @Test
    void aDisputeNamesItsChargeAndOthersAreAcknowledgedWithoutEffect() {
        assertThat(CALLBACKS.read(REFUNDED.replace("refund.updated", "charge.dispute.created")
                        .getBytes(UTF_8)))
                .isEqualTo(new Reading.OfCharge("pi_1", "charge.dispute.created"));
        assertThat(CALLBACKS.read(
                        REFUNDED.replace("refund.updated", "customer.created").getBytes(UTF_8)))
                .isEqualTo(new Reading.Irrelevant("customer.created"));
    }

    @Test
    void namesTheOrderAsAHint() {
        assertThat(CALLBACKS.orderNoHint(PAID.getBytes(UTF_8))).isEqualTo("dcs01");
        assertThat(CALLBACKS.orderNoHint("[".getBytes(UTF_8))).isNull();
    }

    @Property(tries = 500)
    void readingNeverThrows(@ForAll byte[] bytes) {
        assertThat(CALLBACKS.read(bytes)).isNotNull();
        CALLBACKS.orderNoHint(bytes);
    }

    @Property(tries = 2000)
    void readingNeverThrowsOnAlmostRightBytes(@ForAll int position, @ForAll byte changed) {
        byte[] body = PAID.getBytes(UTF_8);
        body[Math.floorMod(position, body.length)] = changed;
        assertThat(CALLBACKS.read(body)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"100,USD,100", "5,JPY,5", "5,UGX,500", "7,ISK,700", "500,MGA,5", "5120,KWD,5120"})
    void amountsAreStripesOwn(long amount, String currency, long atStripe) {
        Money money = new Money(amount, currency);
        assertThat(StripeAmounts.amount(money)).isEqualTo(atStripe);
        assertThat(StripeAmounts.money(atStripe, StripeAmounts.currency(money))).isEqualTo(money);
    }

    @ParameterizedTest
    @CsvSource({
        "5123,KWD,amount",
        "501,MGA,amount",
        "9223372036854775807,UGX,amount",
        "1,XQZ,currency",
        "1,XAU,currency"
    })
    void nothingIsRounded(long amount, String currency, String field) {
        assertThatThrownBy(() -> StripeAmounts.amount(new Money(amount, currency)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field);
    }

    private static ChannelStatement told(String body) {
        return ((Reading.Told) CALLBACKS.read(body.getBytes(UTF_8))).statement();
    }

    private static Verification verify(String header, byte[] body) {
        return CALLBACKS.verify(received(header, body), NOW);
    }

    private static ReceivedCallback received(String header, byte[] body) {
        return new ReceivedCallback(Map.of("Stripe-Signature", List.of(header)), body);
    }

    private static String header(byte[] body) {
        return SIGNER.headers(NOW, body).getOrDefault(StripeSignature.HEADER, "");
    }
}
