package dev.trueup.channels.alipay;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.Tampering;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form whose parameters are signed; the time of the notice is one of them, and there is no key id. */
public final class AlipayTampering implements Tampering {
    private record Parameter(String name, String value) {}

    @Override
    public CallbackProtocol protocol() {
        return Samples.callbacks();
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-11-25T07:00:02Z");
    }

    @Override
    public ReceivedCallback right() {
        return Samples.received(Samples.body(Samples.paid()));
    }

    @Override
    public Optional<ReceivedCallback> before(What what) {
        return Optional.ofNullable(parameter(what))
                .filter(parameter -> what != What.SIGNATURE && what != What.ALGORITHM)
                .map(parameter -> {
                    AlipayNoticeSigner signer = Samples.signer("utf-8");
                    Map<String, String> parameters = signer.parameters(Samples.paid());
                    parameters.put(parameter.name(), parameter.value());
                    return Samples.received(AlipayNoticeSigner.form(signer.signed(parameters)));
                });
    }

    @Override
    public Optional<ReceivedCallback> after(What what) {
        AlipayNoticeSigner signer = Samples.signer("utf-8");
        Map<String, String> parameters = signer.signed(signer.parameters(Samples.paid()));
        return switch (what) {
            case DUPLICATE_PARAMETERS -> Optional.of(followedBy(parameters, "&total_amount=88.88"));
            case TRAILING_BYTES -> Optional.of(followedBy(parameters, "&"));
            default ->
                Optional.ofNullable(parameter(what)).map(parameter -> {
                    parameters.put(parameter.name(), parameter.value());
                    return Samples.received(AlipayNoticeSigner.form(parameters));
                });
        };
    }

    private static ReceivedCallback followedBy(Map<String, String> parameters, String more) {
        String form = new String(AlipayNoticeSigner.form(parameters), StandardCharsets.US_ASCII);
        return Samples.received((form + more).getBytes(StandardCharsets.US_ASCII));
    }

    private static @Nullable Parameter parameter(What what) {
        return switch (what) {
            case AMOUNT -> new Parameter("total_amount", "88.89");
            case CURRENCY -> new Parameter("trans_currency", "USD");
            case ORDER_NUMBER -> new Parameter("out_trade_no", "dcsOTHER");
            case STATUS -> new Parameter("trade_status", "TRADE_CLOSED");
            case MERCHANT -> new Parameter("seller_id", "2088000000000002");
            case TRANSACTION -> new Parameter("trade_no", "2026112522001400000002");
            case TIMESTAMP -> new Parameter("notify_time", "2026-11-25 14:00:02");
            case NONCE -> new Parameter("notify_id", "another");
            case SIGNATURE -> new Parameter("sign", "AAAA");
            case ALGORITHM -> new Parameter("sign_type", "RSA");
            case CHARSET -> new Parameter("charset", "gbk");
            case KEY_ID, DUPLICATE_PARAMETERS, TRAILING_BYTES -> null;
        };
    }
}
