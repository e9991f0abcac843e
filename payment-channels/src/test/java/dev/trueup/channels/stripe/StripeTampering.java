package dev.trueup.channels.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.stripe.Stripe;
import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.Tampering;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON and one header with time and signatures; the event's own id is all there is of a nonce. */
public final class StripeTampering implements Tampering {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String HEADER = StripeSignature.HEADER;
    private static final StripeCredentials CREDENTIALS = new StripeCredentials(
            "sk_test_123",
            "whsec_0123456789abcdef",
            List.of(),
            Stripe.API_VERSION,
            "acct_1",
            URI.create("http://127.0.0.1:1"));
    private static final StripeNoticeSigner SIGNER = new StripeNoticeSigner(List.of("whsec_0123456789abcdef"));
    private static final String BODY = """
            {"id":"evt_1","object":"event","account":"acct_1","created":1700000000,"livemode":false,\
            "type":"payment_intent.succeeded","data":{"object":{\
            "id":"pi_1","object":"payment_intent","amount":1234,"amount_received":1234,"currency":"usd",\
            "status":"succeeded","livemode":false,"created":1699999000,"latest_charge":"ch_1",\
            "metadata":{"order_no":"dcs01","reference":"cart-1"}}}}""";

    @Override
    public CallbackProtocol protocol() {
        return new StripeCallbacks(CREDENTIALS);
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public ReceivedCallback right() {
        return signed(NOW, BODY.getBytes(UTF_8));
    }

    private static ReceivedCallback signed(Instant at, byte[] body) {
        return Tampering.received(SIGNER.headers(at, body), body);
    }

    @Override
    public Optional<ReceivedCallback> before(What what) {
        return what == What.TIMESTAMP
                ? Optional.of(signed(NOW.minus(Duration.ofMinutes(6)), BODY.getBytes(UTF_8)))
                : Optional.ofNullable(body(what)).map(body -> signed(NOW, body));
    }

    @Override
    public Optional<ReceivedCallback> after(What what) {
        Map<String, String> good = SIGNER.headers(NOW, BODY.getBytes(UTF_8));
        String header = good.getOrDefault(HEADER, "");
        return switch (what) {
            case TIMESTAMP -> Optional.of(with(good, Tampering.changed(header, "t=1700000000", "t=1700000001")));
            case SIGNATURE -> Optional.of(with(good, header.replaceAll("v1=..", "v1=zz")));
            case ALGORITHM -> Optional.of(with(good, Tampering.changed(header, "v1=", "v0=")));
            default -> Optional.ofNullable(body(what)).map(body -> Tampering.received(good, body));
        };
    }

    private static ReceivedCallback with(Map<String, String> good, String header) {
        return Tampering.received(Tampering.with(good, HEADER, header), BODY.getBytes(UTF_8));
    }

    private static byte @Nullable [] body(What what) {
        return switch (what) {
            case AMOUNT -> body("1234", "1235");
            case CURRENCY -> body("usd", "eur");
            case ORDER_NUMBER -> body("dcs01", "dcs02");
            case STATUS ->
                body(
                        "\"amount_received\":1234,\"currency\":\"usd\",\"status\":\"succeeded\"",
                        "\"amount_received\":0,\"currency\":\"usd\",\"status\":\"requires_payment_method\"");
            case MERCHANT -> body("acct_1", "acct_2");
            case TRANSACTION -> body("pi_1", "pi_2");
            case NONCE -> body("evt_1", "evt_2");
            case DUPLICATE_PARAMETERS -> body("\"amount\":1234", "\"amount\":1,\"amount\":1234");
            case CHARSET -> BODY.getBytes(StandardCharsets.UTF_16);
            case TRAILING_BYTES -> (BODY + "}").getBytes(UTF_8);
            default -> null;
        };
    }

    private static byte[] body(String good, String bad) {
        return Tampering.changed(BODY, good, bad).getBytes(UTF_8);
    }
}
